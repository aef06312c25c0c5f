// The metric that a list shows first.
import { directionOf } from '../../kyn/catalogue/metricDirection';
import { metricKeys } from './columns';
import type { RunRow } from './runRow';

/** What decides it: the setting (empty for none), and the metrics that the spec evaluates, in its order. */
export interface HeadlineChoice {
  readonly setting: string;
  readonly evaluated: readonly string[];
}

/** The key of the metric of some runs: the one in the setting, else the first that the spec evaluates, else the first with a known direction, else any; of those that runs have. */
export function headlineMetric(rows: readonly RunRow[], { setting, evaluated }: HeadlineChoice): string | undefined {
  const keys = metricKeys(rows);
  const hasDirection = (key: string): boolean => directionOf(key.split('.').at(-1) ?? key) !== 'unknown';
  return [setting, ...evaluated].find(name => keys.includes(name)) ?? keys.find(hasDirection) ?? keys[0];
}
