// The alignment of two lists.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlignedItems, alignLists } from '../../src-shared/text/alignLists';

// Items are alike if their first letters are the same.
const comparison = { same: (x: string, y: string) => x === y, alike: (x: string, y: string) => x[0] === y[0] };

/** The alignment of the words of two texts: `a` for an equal word, `a>b` for a pair, `-a` and `+b` for one of one list. */
function aligned(left: string, right: string): string {
  const [a, b] = [left, right].map(text => text.split(' ').filter(Boolean)) as [string[], string[]];
  const word = ({ a: i, b: j }: AlignedItems): string => {
    const [x, y] = [i === undefined ? undefined : a[i], j === undefined ? undefined : b[j]];
    return x === undefined ? `+${y}` : y === undefined ? `-${x}` : x === y ? x : `${x}>${y}`;
  };
  return alignLists(a, b, comparison).map(word).join(' ');
}

test.each([
  ['', '', ''],
  ['a b', 'a b', 'a b'],
  ['a b c', 'a x b c', 'a +x b c'],
  ['a x b c', 'a b c', 'a -x b c'],
  ['a b', 'x a b y', '+x a b +y'],
  ['a b1 c', 'a b2 c', 'a b1>b2 c'],
  ['a b1 c', 'a x b2 c', 'a +x b1>b2 c'],
  ['a b1 c', 'a b2 x c', 'a b1>b2 +x c'],
  ['a b c', 'a x c', 'a b>x c'],
  ['a a a', 'a a', 'a a -a'],
  ['a', '', '-a'],
])('%j and %j', (a, b, expected) => {
  expect(aligned(a, b)).toBe(expected);
});

test('each item is in the result once, in order', () => {
  const list = fc.array(fc.constantFrom('a1', 'a2', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const pairs = alignLists(a, b, comparison);
      expect(pairs.flatMap(pair => pair.a ?? [])).toEqual(a.map((_, i) => i));
      expect(pairs.flatMap(pair => pair.b ?? [])).toEqual(b.map((_, i) => i));
    }),
  );
});

describe('long lists', () => {
  const words = (prefix: string): string[] => Array.from({ length: 50_000 }, (_, i) => `${prefix}${i}`);

  test('with one insertion are aligned', () => {
    const a = words('a');
    const rows = alignLists(a, a.toSpliced(25_000, 0, 'x'), comparison);
    expect(rows).toHaveLength(50_001);
    expect(rows.filter(row => row.a === undefined)).toEqual([{ b: 25_000 }]);
  });

  test('with nothing in common are compared by position', () => {
    let count = 0;
    const counting = { ...comparison, same: (x: string, y: string) => ++count > 0 && x === y };
    expect(alignLists(words('a'), words('b'), counting)).toHaveLength(50_000);
    expect(count).toBeLessThan(10);
  });
});
