// The differences of a metric from the baseline, with what seeds say about each.
import type { Directions } from '../../kyn/catalogue/metricDirection';
import type { TableDelta } from '../../protocol/runTableView';
import type { MetricChange } from '../../repro/compare/metrics';
import { directionIn, METRICS, type RunRow } from '../../runs/list/runRow';
import type { SeedGroup, SeedStatistics } from '../../runs/list/seedGroups';
import { MIN_SEEDS, type SeedEvidence, SIGNIFICANCE, seedEvidence } from '../../runs/table/seedNoise';
import { deltaText } from './runTable';

/** Texts that many values share, each by its index. */
export class SharedTexts {
  private readonly indices = new Map<string, number>();

  /** The texts by index. */
  get texts(): string[] {
    return [...this.indices.keys()];
  }

  /** The index of a text. */
  indexOf(text: string): number {
    const index = this.indices.get(text) ?? this.indices.size;
    this.indices.set(text, index);
    return index;
  }
}

/** What deltas are made from. `baselineOf`: the run that a run is compared with; `group`: the runs that differ from a run only in their seed. */
export interface DeltaContext {
  readonly baselineOf: (row: RunRow) => RunRow | undefined;
  readonly group: (row: RunRow) => SeedGroup | undefined;
  readonly directions?: Directions | undefined;
  readonly notes: SharedTexts;
}

/** The difference of a single run from the baseline; null where they have no comparable numbers. */
export function runDelta(row: RunRow, key: string, context: DeltaContext): TableDelta | null {
  const [change, baseline] = [changeOf(row, key), context.baselineOf(row)];
  if (change?.delta === undefined || !baseline || row === baseline) return null;
  const tone = change.better === 'b' ? 'better' : change.better === 'a' ? 'worse' : 'neutral';
  const pair = statisticsOf([row, baseline], key, context);
  return judged({ text: deltaText(change.delta), tone }, pair, context.notes);
}

/** The difference of the mean over seeds from that of the baseline; null where they did not record the same data. */
export function groupDelta(row: RunRow, key: string, context: DeltaContext): TableDelta | null {
  const baseline = context.baselineOf(row);
  if (!baseline || row === baseline || changeOf(row, key) === undefined) return null;
  const pair = statisticsOf([row, baseline], key, context);
  const [own, base] = pair;
  const delta = own && base ? own.mean - base.mean : Number.NaN;
  if (!Number.isFinite(delta)) return null;
  const direction = directionIn([row, baseline], key, context.directions);
  const isBetter = direction === 'lower' ? delta < 0 : delta > 0;
  const tone = direction === 'unknown' || delta === 0 ? 'neutral' : isBetter ? 'better' : 'worse';
  return judged({ text: deltaText(delta), tone }, pair, context.notes);
}

function changeOf({ comparison }: RunRow, key: string): MetricChange | undefined {
  const bare = key.startsWith(METRICS) ? key.slice(METRICS.length) : key;
  return comparison?.deltas.get(key) ?? comparison?.deltas.get(bare);
}

type StatisticsPair = readonly [run: SeedStatistics | undefined, baseline: SeedStatistics | undefined];

const statisticsOf = (
  [row, baseline]: readonly [RunRow, RunRow],
  key: string,
  { group }: DeltaContext,
): StatisticsPair => [group(row)?.metrics.get(key), group(baseline)?.metrics.get(key)];

function judged(delta: TableDelta, [own, base]: StatisticsPair, notes: SharedTexts): TableDelta {
  const evidence = seedEvidence(own, base);
  // "0 noise" would read as: there is no noise.
  const isNoise = delta.text !== '0' && (evidence.state === 'noise' || evidence.state === 'same-settings');
  const note = noteOf(evidence, [own?.count ?? 0, base?.count ?? 0]);
  return { ...delta, ...(isNoise && { tone: 'noise' as const }), note: notes.indexOf(note) };
}

function noteOf(evidence: SeedEvidence, [run, baseline]: readonly [number, number]): string {
  switch (evidence.state) {
    case 'same-settings':
      return 'Within the noise: the two runs have the same settings apart from their seed.';
    case 'noise':
      return `Within the noise of ${run} and ${baseline} seeds (Welch's t-test, ${pText(evidence.p)}).`;
    case 'beyond':
      return `More than the noise of ${run} and ${baseline} seeds (Welch's t-test, ${pText(evidence.p)}, below ${SIGNIFICANCE}).`;
    case 'few-seeds':
      return `It may be noise: there are too few seeds to tell (${run} here, ${baseline} for the baseline; ${MIN_SEEDS} on each side are needed).`;
  }
}

const pText = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`);
