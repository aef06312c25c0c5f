// A small bar chart of the values of a column: how many runs have which.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { RunTableColumn } from '../../../src-shared/protocol/runTableView';

const [BINS, HEIGHT, BAR, GAP] = [14, 12, 3, 1];

/** The heights of the bars from 0 to 1: numbers are put into bins of equal width, other values have a bar each. */
export function barHeights({ values, at, isNumber }: Pick<RunTableColumn, 'values' | 'at' | 'isNumber'>): number[] {
  const counts = values.map(() => 0);
  for (const value of at) if (value >= 0) counts[value] = (counts[value] ?? 0) + 1;
  const bins = isNumber ? binned(values, counts) : counts.slice(0, BINS);
  const most = bins.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? [] : bins.map(count => count / most);
}

function binned(values: RunTableColumn['values'], counts: readonly number[]): number[] {
  const numbers = values.flatMap(({ number }, i) => (number === undefined ? [] : [{ number, count: counts[i] ?? 0 }]));
  const [least, most] = [numbers[0]?.number ?? 0, numbers.at(-1)?.number ?? 0];
  const bins = Array.from({ length: BINS }, () => 0);
  for (const { number, count } of numbers) {
    const bin = most > least ? Math.min(BINS - 1, Math.floor(((number - least) / (most - least)) * BINS)) : BINS >> 1;
    bins[bin] = (bins[bin] ?? 0) + count;
  }
  return bins;
}

/** The chart. The texts of the cells say the same. */
export function Bars({ column }: { readonly column: RunTableColumn }): VNode {
  const heights = useMemo(() => barHeights(column), [column]);
  return (
    <svg class="bars" width={BINS * (BAR + GAP)} height={HEIGHT} aria-hidden="true">
      {heights.map((height, i) => {
        const size = height === 0 ? 0 : Math.max(1, Math.round(height * HEIGHT));
        return <rect key={i} x={i * (BAR + GAP)} y={HEIGHT - size} width={BAR} height={size} />;
      })}
    </svg>
  );
}
