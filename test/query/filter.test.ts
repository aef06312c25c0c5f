// The filter and the order of a list of runs.
import { describe, expect, test } from 'vitest';
import { compareValues } from '../../src-shared/query/compareValues';
import { parseFilter } from '../../src-shared/query/filter';
import type { RunRow, RunValue } from '../../src-shared/runs/list/runRow';
import { sortedBy } from '../../src-shared/runs/list/sortRows';

const number = (text: string): RunValue => ({ text, isNumber: true });
const text = (value: string): RunValue => ({ text: value, isNumber: false });

const values: Readonly<Record<string, RunValue>> = {
  mae: number('13.5'),
  nan: number('NaN'),
  inf: number('-Infinity'),
  big: number('9007199254740993'),
  seed: number('3'),
  state: text('current'),
  path: text('runs/a b/m.json'),
  time: text('2026-04-18T10:00:00.000Z'),
  version: text('2.10'),
  torch: text('2.1.0+cpu'),
  null: text('null'),
  nanText: text('nan'),
  true: text('true'),
  list: text(''),
  numberText: text('9'),
};

function matches(filter: string): boolean {
  const parsed = parseFilter(filter);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed.matches(key => values[key]);
}

test.each([
  ['mae < 14', true],
  ['mae<14', true],
  ['mae <= 13.5', true],
  ['mae > 13.5', false],
  ['mae = 13.50', true],
  ['mae == 13.5', true],
  ['mae != 13.5', false],
  ['seed = 3 and mae < 14', true],
  ['seed = 3 AND mae > 14', false],
  ['state = current', true],
  ['state != stale', true],
  ['path ~ "A B"', true],
  ["path = 'runs/a b/m.json'", true],
  ['time >= 2026-04-01', true],
  ['time < 2026-04-18', false],
  // A time is compared as a time, in the form of the lists too: this is 10:00 UTC.
  ['time = 2026-04-18', true],
  ['time != 2026-04-18', false],
  ['time > 2026-04-18', false],
  ['time <= 2026-04-18', true],
  ['time > 2026', false],
  ['time >= 2026-04', true],
  ['time < 2026-05', true],
  ['time = "2026-04-18 12:00 +02:00"', true],
  ['time > "2026-04-18 17:30 +08:00"', true],
  ['time > "2026-04-18 10:30 UTC"', false],
  ['time < 2026-04-18T10:00:00.001Z', true],
  ['time >= 2026-04-18T11:00', false],
  ['time ~ 2026-04', true],
  // NaN is neither less nor greater.
  ['nan < 1', false],
  ['nan >= 1', false],
  ['nan = NaN', true],
  ['inf < 1', false],
  ['inf > 1', false],
  ['inf = -Infinity', true],
  // Beyond 2^53, where doubles are rounded.
  ['big = 9007199254740992', false],
  ['big > 9007199254740992', true],
  // Quotes make a text of a number.
  ['version = "2.10"', true],
  ['version = "2.1"', false],
  // What is not a number is neither less nor greater than one.
  ['null = null', true],
  ['null != 0.5', true],
  ['true = true', true],
  // A number that was written as a text has its value, and a version its place among texts.
  ['numberText > 10', false],
  ['numberText < 10', true],
  ['torch >= 2.1', true],
  ['torch < 2.1', false],
  ['mae < "14"', true],
  // A run without the value meets no condition about it.
  ['rmse < 1', false],
  ['rmse != 1', false],
])('%s: %s', (filter, expected) => expect(matches(filter)).toBe(expected));

test.each(['<', '<=', '>', '>='])('what is not a number is not %s a number', operator => {
  for (const key of ['null', 'nanText', 'true', 'list']) expect(matches(`${key} ${operator} 0.5`), key).toBe(false);
  expect(matches(`mae ${operator} high`)).toBe(false);
});

test.each([
  ['', 'A condition is missing.'],
  ['mae', '`mae` is not a condition.'],
  ['mae <', '`mae <` is not a condition.'],
  ['mae < 14 or seed = 3', '`or seed = 3` is not a condition.'],
  ['mae < 14 and ', 'A condition is missing.'],
  ['name = a b', '`b` is not a condition.'],
  ['name = "a', '`name = "a` is not a condition.'],
  ['time > yesterday', '`yesterday` is not a time.'],
  ['time < 2026-02-30', '`2026-02-30` is not a time.'],
  ['time = 2026-13', '`2026-13` is not a time.'],
  ['time > 2026-04-18T25:00', '`2026-04-18T25:00` is not a time.'],
  ['time > "2026-04-18 17:30 CEST"', 'is not a time.'],
])('%j is refused', (filter, message) => expect(parseFilter(filter)).toContain(message));

test('a long filter takes linear time', () => {
  expect(parseFilter(`a = ${'"'.repeat(50_000)}`)).toContain('is not a condition');
  expect(parseFilter('a '.repeat(50_000))).toContain('is not a condition');
});

describe('order', () => {
  test('numbers by value, before texts; NaN has no order', () => {
    expect(compareValues(number('10'), number('9'))).toBe(1);
    expect(compareValues(number('9007199254740993'), number('9007199254740992'))).toBe(1);
    expect(compareValues(number('1e3'), number('999.5'))).toBe(1);
    expect(compareValues(number('1'), text('0'))).toBe(-1);
    expect(compareValues(number('NaN'), number('1'))).toBeUndefined();
  });

  const rowsOf = (...given: (RunValue | undefined)[]) =>
    given.map((value, i) => ({ path: String(i), value }) as unknown as RunRow & { value: RunValue | undefined });

  test.each([
    [false, '20314'],
    [true, '30214'],
  ])('missing values and NaN are last; descending: %s', (descending, expected) => {
    const rows = rowsOf(number('2'), number('NaN'), number('1'), number('3'), undefined);
    const sorted = sortedBy(rows, row => (row as (typeof rows)[number]).value, descending);
    expect(sorted.map(r => r.path).join('')).toBe(expected);
  });
});
