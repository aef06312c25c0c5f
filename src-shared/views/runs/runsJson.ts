// The JSON of `kyn runs`.

import { type PathLabel, type RunRow, runPath } from '../../runs/list/runRow';
import type { SeedGroup, SeedStatistics } from '../../runs/list/seedGroups';
import { eachInSteps, type Steps } from '../../runs/steps';
import { artifactValue, type JsonValue, printInner, printJson, RawJson } from '../../text/outputJson';
import { recordedJson, trackedJson } from './trackedJson';

/**
 * The JSON of the contract, in steps. Times are UTC; `timeSource` states where a time comes from. `withFields`: a row with the fields that are printed.
 */
export function* runsJsonSteps(
  rows: readonly RunRow[],
  label: PathLabel,
  withFields: (row: RunRow) => RunRow,
): Steps<string> {
  const runs = yield* eachInSteps(rows, row => printInner(runJson(withFields(row), label), ' '.repeat(4)));
  yield;
  return printJson({ runs });
}

/** The groups over seeds as JSON: the paths of their runs, and mean, sample standard deviation and number of values for each metric. */
export const groupsJson = (groups: readonly SeedGroup[], label: PathLabel): string =>
  printJson({
    groups: groups.map(({ runs, seeds, metrics }) => ({
      runs: runs.map(row => label(runPath(row))),
      seeds: seeds.map(seed => (seed === null ? null : new RawJson(seed))),
      metrics: Object.fromEntries([...metrics].map(([name, s]) => [name, statisticsJson(s)])),
    })),
  });

const statisticsJson = ({ mean, deviation, count, missing }: SeedStatistics): JsonValue => ({
  mean: numberJson(mean),
  sd: deviation === undefined ? null : numberJson(deviation),
  count,
  missing,
});

// JSON has no NaN.
const numberJson = (value: number): JsonValue => (Number.isFinite(value) ? value : String(value));

function runJson(row: RunRow, label: PathLabel): JsonValue {
  const { claims, spec, time, failure, comparison } = row;
  const metrics = [...(claims.metrics ?? [])].map(([name, { node }]) => [name, artifactValue(node)] as const);
  return {
    path: label(runPath(row)),
    kind: row.kind.id,
    configHash: claims.configHash ?? null,
    spec: spec.path && label(spec.path),
    dataHash: claims.dataHash ?? null,
    seed: claims.seed === undefined || claims.seed === null ? null : new RawJson(claims.seed),
    metrics: Object.fromEntries(metrics),
    state: spec.state,
    time: time && new Date(time.time).toISOString(),
    timeSource: time?.source,
    commit: row.tracked ? row.tracked.code.commit : spec.commit,
    failure,
    ...(row.tracked && recordedJson(row.tracked)),
    tracked: row.tracked && trackedJson(row.tracked),
    comparison: comparison && { verdict: comparison.verdict, reason: comparison.reason },
    name: row.name,
    tags: row.tags?.length ? row.tags : undefined,
    note: row.note,
    baseline: row.isBaseline,
    fields:
      row.fields.size === 0
        ? undefined
        : Object.fromEntries([...row.fields].map(([key, node]) => [key, artifactValue(node)])),
  };
}
