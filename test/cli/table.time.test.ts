// Text tables of many rows and of long cells.
import { expect, test } from 'vitest';
import { type Cell, table } from '../../server/src/cli/print/table';
import { textWidth } from '../../server/src/cli/print/textWidth';
import { stopwatch } from '../stopwatch';

const cells = (...texts: string[]): Cell[] => texts.map(text => ({ text }));

test('a table may have any number of rows, and a cell any number of spaces', () => {
  const rows = Array.from({ length: 200_000 }, () => cells('a', 'b'));
  expect(table(rows).split('\n')).toHaveLength(200_000);
  const elapsed = stopwatch();
  expect(table([cells('a', `${' '.repeat(200_000)}|`)])).toMatch(/^ {2}a {200002}\|$/);
  expect(elapsed()).toBeLessThan(5000);
});

test('a table may have more rows than a call may have arguments', () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => [{ text: `${i}` }]);
  expect(table(rows).length).toBeGreaterThan(rows.length);
});

test('the width of a long text takes time in proportion to its length', () => {
  const timeOf = (text: string): number => {
    const elapsed = stopwatch();
    textWidth(text);
    return elapsed();
  };
  const best = (text: string): number => Math.min(...[1, 2, 3].map(() => timeOf(text)));
  const make = (length: number): string => `é${'a'.repeat(length)}`;
  expect(textWidth(make(2000))).toBe(2001);
  expect(best(make(40_000)) / Math.max(best(make(5000)), 0.5)).toBeLessThan(24);
});
