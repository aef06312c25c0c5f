// The metric that a list shows first.
import { type Directions, directionOf } from '../../kyn/catalogue/metricDirection';
import { metricKeys } from './columns';
import type { RunRow } from './runRow';

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
  const hasDirection = (key: string): boolean => directionOf(key.split('.').at(-1) ?? key, directions) !== 'unknown';
  return [setting, ...evaluated].find(name => keys.includes(name)) ?? keys.find(hasDirection) ?? keys[0];
}
