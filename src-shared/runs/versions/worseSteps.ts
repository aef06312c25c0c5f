// Between which recorded versions of a spec a metric became worse. A version without a run says nothing, and one run of each does not exclude noise.
import { isDiverged } from '../../artifacts/metrics';
import { directionOf } from '../../kyn/catalogue/metricDirection';
import type { MeasurementOf, MetricJudgement } from '../list/bestRuns';
import { isSetting, metricOf, type RunRow } from '../list/runRow';
import type { SpecVersion } from './specVersions';

/** The finite values of a metric in the runs of a version. */
export interface VersionValues {
  readonly version: SpecVersion;
  readonly values: readonly [number, ...number[]];
  readonly mean: number;
  /** What they measured; undefined where that is not known to be one thing. */
  readonly measurement: string | undefined;
}

/**
 * What the runs show about a step. `one-run`: a side has only one run, so noise is not excluded; `overlap`: a run of the newer version is at least as good as
 * one of the older; `separate`: each run of the newer one is worse than each run of the older.
 */
export type StepEvidence = 'one-run' | 'overlap' | 'separate';

/** A step from an older to the next newer version with runs. `between`: the number of versions between them without a usable run. */
export interface WorseStep {
  readonly older: VersionValues;
  readonly newer: VersionValues;
  readonly between: number;
  readonly evidence: StepEvidence;
}

/** The result of a search. `recorded`: versions with a value; `incomparable`: neighbours among them that are not known to measure the same. */
export type WorseSearch =
  | { readonly state: 'unknown-direction'; readonly metric: string }
  | {
      readonly state: 'searched';
      readonly metric: string;
      readonly recorded: number;
      readonly incomparable: number;
      readonly steps: readonly WorseStep[];
    };

/** Searches for the steps at which the mean of a metric became worse, newest first. `versions`: newest first, as `specVersions` returns them. */
export function worseSteps(
  versions: readonly SpecVersion[],
  metric: string,
  { measurementOf, directions }: MetricJudgement,
): WorseSearch {
  const direction = directionOf(metric.split('.').at(-1) ?? metric, directions);
  if (direction === 'unknown') return { state: 'unknown-direction', metric };
  const sign = direction === 'lower' ? 1 : -1;
  const recorded = versions.flatMap((version, at) => {
    const found = valuesOf(version, metric, measurementOf);
    return found ? [{ ...found, at }] : [];
  });
  const steps: WorseStep[] = [];
  let incomparable = 0;
  for (const [i, newer] of recorded.entries()) {
    const older = recorded[i + 1];
    // A text that came back has the same runs on both sides.
    if (!older || older.version.hash === newer.version.hash) continue;
    if (newer.measurement === undefined || newer.measurement !== older.measurement) incomparable++;
    else if (sign * (newer.mean - older.mean) > 0)
      steps.push({ older, newer, between: older.at - newer.at - 1, evidence: evidenceOf(older, newer, sign) });
  }
  return { state: 'searched', metric, recorded: recorded.length, incomparable, steps };
}

function evidenceOf({ values: older }: VersionValues, { values: newer }: VersionValues, sign: number): StepEvidence {
  if (Math.min(older.length, newer.length) < 2) return 'one-run';
  // A version may have more runs than a call may have arguments.
  const worstOfOlder = older.reduce((worst, value) => Math.max(worst, sign * value), Number.NEGATIVE_INFINITY);
  return newer.every(value => sign * value > worstOfOlder) ? 'separate' : 'overlap';
}

function valuesOf(version: SpecVersion, metric: string, measurementOf: MeasurementOf): VersionValues | undefined {
  const usable = version.runs.flatMap(row => {
    const value = usableValue(row, metric);
    return value === undefined ? [] : [{ value, measurement: measurementOf(row) }];
  });
  const [first, ...rest] = usable.map(({ value }) => value);
  if (first === undefined) return undefined;
  const [measurement, ...others] = new Set(usable.map(one => one.measurement));
  const sum = rest.reduce((a, b) => a + b, first);
  return {
    version,
    values: [first, ...rest],
    mean: sum / usable.length,
    measurement: others.length > 0 ? undefined : measurement,
  };
}

/** The value of a metric in a run that shows what its version does: it ended, it is certain, it is finite, and no value of the spec was replaced. */
export function usableValue(row: RunRow, metric: string): number | undefined {
  const node = metricOf(row, metric);
  if (node?.kind !== 'number' || node.secret || row.failure !== undefined || row.isFaulty || isDiverged(node))
    return undefined;
  return [...row.fields.keys()].some(isSetting) ? undefined : Number(node.text);
}
