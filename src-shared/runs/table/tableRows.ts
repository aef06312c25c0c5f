// The rows of a table of runs: each with its settings and all values of its file, leaf by leaf.
import type { JsonNode } from '../../text/jsonText';
import type { SpecText } from '../list/measurement';
import { isSetting, type RunRow } from '../list/runRow';
import { eachInSteps, type Steps } from '../steps';
import { specLeaves } from './specLeaves';

/** What a column is about. `recorded`: other values of the file. */
export type ColumnGroup = 'run' | 'settings' | 'data' | 'environment' | 'recorded' | 'metrics';

/** The rows, and what the leaves in their fields are about. */
export interface TableRows {
  readonly rows: readonly RunRow[];
  /** By key, in the order in which the columns are shown. */
  readonly leaves: ReadonlyMap<string, ColumnGroup>;
}

/** Adds the settings of their specs to the fields of runs, which contain what their files recorded. */
export function* tableRows(runs: readonly RunRow[], textOf: SpecText): Steps<TableRows> {
  const settingsOf = specLeaves(textOf);
  const [given, settings, recorded] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const rows = yield* eachInSteps(runs, row => {
    const fields = new Map<string, JsonNode>(settingsOf(row));
    for (const key of fields.keys()) settings.add(key);
    for (const [key, node] of row.fields) {
      const isOwn = row.tracked && !key.startsWith(ENVIRONMENT);
      (isOwn ? settings : isSetting(key) ? given : recorded).add(key);
      fields.set(key, node);
    }
    return { ...row, fields };
  });
  const groups: [string, ColumnGroup][] = [
    ...[...given].map((key): [string, ColumnGroup] => [key, 'settings']),
    ...[...settings].map((key): [string, ColumnGroup] => [key, DATA.test(key) ? 'data' : 'settings']),
    ...[...recorded].map((key): [string, ColumnGroup] => [
      key,
      key.startsWith(ENVIRONMENT) ? 'environment' : 'recorded',
    ]),
  ];
  return { rows, leaves: new Map(groups) };
}

const ENVIRONMENT = 'env.';

// What the metrics of a run measure, see `measurement.ts`.
const DATA = /^(?:dataset\b|evaluate\b|train\.data$)/;
