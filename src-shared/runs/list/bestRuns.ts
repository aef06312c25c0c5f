// The best run by a metric.
import { directionOf } from '../../kyn/catalogue/metricDirection';
import { compareValues } from './compareValues';
import { metricOf, type RunRow } from './runRow';

/**
 * The best runs by a metric; more than one only where they are equal. Empty where the direction of the metric is not known, or where it is not certain
 * that all runs with the metric used the same data, because then the best value may only show easier data.
 */
export function bestRuns(rows: readonly RunRow[], key: string): ReadonlySet<RunRow> {
  const direction = directionOf(key.split('.').at(-1) ?? key);
  const numbers = rows.flatMap(row => {
    const node = metricOf(row, key);
    const isNumber = node?.kind === 'number' && Number.isFinite(Number(node.text)) && !node.secret;
    return isNumber && row.failure === undefined ? [{ row, value: { text: node.text, isNumber: true } }] : [];
  });
  if (direction === 'unknown' || numbers.length < 2 || !haveSameData(numbers.map(n => n.row))) return new Set();
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

function haveSameData(rows: readonly RunRow[]): boolean {
  const hashes = new Set(rows.map(r => r.claims.dataHash ?? undefined));
  return hashes.size === 1 && !hashes.has(undefined);
}
