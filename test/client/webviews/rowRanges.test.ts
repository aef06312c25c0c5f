// Which rows of a long table are rendered.
import { describe, expect, it } from 'vitest';
import { rowsBetween, rowTops, withRows } from '../../../client/webviews/shared/rowRanges';

const even = rowTops(Array.from({ length: 1000 }, () => 20));

describe('the rows of a strip', () => {
  it('includes every row that the strip touches, and few others', () => {
    for (let from = 0; from < 19_000; from += 137) {
      const { start, end } = rowsBetween(even, from, from + 500);
      expect(start * 20).toBeLessThanOrEqual(from);
      expect(end * 20).toBeGreaterThan(from + 500);
      expect(end - start).toBeLessThanOrEqual(26 + 16);
    }
  });

  it('is cut at both ends of the table', () => {
    expect(rowsBetween(even, -500, 10).start).toBe(0);
    expect(rowsBetween(even, 19_990, 30_000).end).toBe(1000);
  });

  it('is empty above and below the table, and for a table without rows', () => {
    const empty = { start: 0, end: 0 };
    expect(rowsBetween(even, -500, -1)).toEqual(empty);
    expect(rowsBetween(even, 20_000, 20_500)).toEqual(empty);
    expect(rowsBetween(rowTops([]), 0, 500)).toEqual(empty);
  });

  it('depends on the height of each row', () => {
    const tops = rowTops([...Array.from({ length: 50 }, () => 200), ...Array.from({ length: 50 }, () => 10)]);
    const { start, end } = rowsBetween(tops, 10_100, 10_150);
    expect(start).toBeGreaterThanOrEqual(50);
    expect(start).toBeLessThanOrEqual(60);
    expect(end).toBeGreaterThan(65);
  });

  it('remains the same for a small scroll step', () => {
    expect(rowsBetween(even, 3210, 4010)).toEqual(rowsBetween(even, 3230, 4030));
  });
});

describe('a range with single rows', () => {
  const range = { start: 8, end: 16 };

  it('has the rows outside it in order, joined with their neighbours', () => {
    expect(withRows(range, [40, 0, 16, 41])).toEqual([
      { start: 0, end: 1 },
      { start: 8, end: 17 },
      { start: 40, end: 42 },
    ]);
  });

  it('has a row inside it once', () => {
    expect(withRows(range, [8, 12, 15])).toEqual([range]);
  });

  it('consists of the rows when it is empty', () => {
    expect(withRows({ start: 0, end: 0 }, [3])).toEqual([{ start: 3, end: 4 }]);
  });
});
