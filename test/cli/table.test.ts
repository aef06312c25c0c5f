// Text tables: columns align by what a terminal shows.
import { describe, expect, test } from 'vitest';
import { createColors } from '../../server/src/cli/print/colors';
import { type Cell, headedTable, table, wrap } from '../../server/src/cli/print/table';
import { terminalColumns } from '../../server/src/cli/terminalColumns';

const cells = (...texts: string[]): Cell[] => texts.map(text => ({ text }));
// The width of the first column of a row, for rows whose second cell is `|`.
const widthBefore = (line: string, wide: number): number => line.indexOf('|') + wide;

describe('column widths', () => {
  test.each([
    ['wide characters', '日本', 2],
    ['an emoji', '😀', 0],
    ['an emoji of several code points', '👩‍👩‍👧', -6],
    ['a combining mark', 'e\u0301', -1],
  ])('%s', (_, text, extraColumns) => {
    const [first = '', second = ''] = table([cells('abcdef', '|'), cells(text, '|')]).split('\n');
    expect(widthBefore(second, extraColumns)).toBe(first.indexOf('|'));
  });

  test('colours do not change the layout', () => {
    const { red } = createColors(true);
    const rows = (paint?: (text: string) => string): Cell[][] => [
      [{ text: 'ab', ...(paint && { paint }) }, { text: '|' }],
      cells('abcd', '|'),
    ];
    expect(table(rows(red)).replace(/\u001b\[\d+m/g, '')).toBe(table(rows()));
  });

  test('numbers are aligned to the right, and lines have no trailing spaces', () => {
    const rows: Cell[][] = [
      [{ text: 'a' }, { text: '1.5', align: 'right' }, { text: '' }],
      [{ text: 'b' }, { text: '10.25', align: 'right' }, { text: 'x' }],
    ];
    expect(table(rows)).toBe('  a    1.5\n  b  10.25  x');
  });

  test('without rows the table is empty', () => {
    expect(table([])).toBe('');
  });
});

describe('narrow terminals', () => {
  test('the last column wraps below itself', () => {
    const rows = [cells('error', 'one two three four five six seven')];
    expect(table(rows, { columns: 29 })).toBe('  error  one two three four\n         five six seven');
  });

  test('a long word stays whole', () => {
    expect(wrap('see /a/very/long/path now', 10)).toEqual(['see', '/a/very/long/path', 'now']);
  });

  test('a table with a header becomes records', () => {
    const header = cells('Field', 'A', 'B');
    const rows = [cells('platform', 'Linux-6.1', 'Darwin'), cells('seed', '1', '')];
    expect(headedTable(header, rows, 80)).toBe(
      '  Field     A          B\n  platform  Linux-6.1  Darwin\n  seed      1',
    );
    expect(headedTable(header, rows, 20)).toBe('  platform\n    A  Linux-6.1\n    B  Darwin\n  seed\n    A  1');
  });
});

test.each([
  ['a terminal', { isTTY: true, columns: 90 }, undefined, 90],
  ['COLUMNS on a terminal', { isTTY: true, columns: 90 }, '70', 70],
  ['COLUMNS that is not a width', { isTTY: true, columns: 90 }, '0', 90],
  ['COLUMNS that is not a number', { isTTY: true, columns: 90 }, 'wide', 90],
  ['a terminal without a size', { isTTY: true, columns: 0 }, undefined, undefined],
  ['a pipe, even with COLUMNS', {}, '70', undefined],
])('the width of %s', (_, stdout, columns, expected) => {
  expect(terminalColumns(stdout, { COLUMNS: columns })).toBe(expected);
});
