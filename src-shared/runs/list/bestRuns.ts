// The best run by a metric.
import { isDiverged } from '../../artifacts/metrics';
import type { Directions } from '../../kyn/catalogue/metricDirection';
import { compareValues } from '../../query/compareValues';
import { directionIn, metricOf, type RunRow } from './runRow';

/** What the metrics of a run measure apart from its model: equal for two runs only if they are comparable (see `measurement.ts`); undefined where it is not known. */
export type MeasurementOf = (row: RunRow) => string | undefined;

/** How the metrics of runs are judged: what they measure, and the directions that the user set. */
export interface MetricJudgement {
  readonly measurementOf: MeasurementOf;
  readonly directions?: Directions | undefined;
}

/**
 * The best runs by a metric; more than one only where they are equal. Empty where the direction of the metric is not known, or where it is not certain
 * that all runs with the metric measured the same, because then the best value may only show an easier task.
 */
export function bestRuns(
  rows: readonly RunRow[],
  key: string,
  { measurementOf, directions }: MetricJudgement,
): ReadonlySet<RunRow> {
  const direction = directionIn(rows, key, directions);
  const measured = rows.flatMap(row => {
    const node = metricOf(row, key);
    if (node?.kind !== 'number' || node.secret || row.failure !== undefined || isDiverged(node)) return [];
    return [{ row, value: { text: node.text, isNumber: true } }];
  });
  const numbers = measured.filter(({ row }) => !row.isFaulty);
  if (direction === 'unknown' || numbers.length < 2) return new Set();
  const measurements = new Set(numbers.map(({ row }) => measurementOf(row)));
  if (measurements.size !== 1 || measurements.has(undefined)) return new Set();
  const sign = direction === 'lower' ? 1 : -1;
  let best: typeof numbers = [];
  for (const number of numbers) {
    const order = best[0] ? sign * (compareValues(number.value, best[0].value) ?? 0) : -1;
    if (order < 0) best = [number];
    else if (order === 0) best.push(number);
  }
  // Where all are equal, none is better.
  return new Set(best.length === numbers.length ? [] : best.map(n => n.row));
}
