// The metric that a list shows first.
import type { Directions } from '../../kyn/catalogue/metricDirection';
import { metricKeys } from './columns';
import { directionIn, type RunRow } from './runRow';

/** What decides it: the setting (empty for none), the metrics that the spec evaluates, in its order, and the directions that the user set. */
export interface HeadlineChoice {
  readonly setting: string;
  readonly evaluated: readonly string[];
  readonly directions?: Directions | undefined;
}

/** The key of the metric of some runs: the one in the setting, else the first that the spec evaluates, else the first with a known direction, else any; of those that runs have. */
export function headlineMetric(
  rows: readonly RunRow[],
  { setting, evaluated, directions }: HeadlineChoice,
): string | undefined {
  const keys = metricKeys(rows);
  const telling = tellingRows(rows);
  const hasDirection = (key: string): boolean => directionIn(telling.get(key) ?? [], key, directions) !== 'unknown';
  return [setting, ...evaluated].find(name => keys.includes(name)) ?? keys.find(hasDirection) ?? keys[0];
}

// By the name of a metric, a row that has it, and its recorded direction if one has: all rows for each name would take quadratic time.
function tellingRows(rows: readonly RunRow[]): ReadonlyMap<string, readonly RunRow[]> {
  const found = new Map<string, readonly RunRow[]>();
  for (const row of rows)
    for (const [name, { direction }] of row.claims.metrics ?? [])
      if (direction !== undefined || !found.has(name)) found.set(name, [row]);
  return found;
}
