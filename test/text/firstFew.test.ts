// Lists in messages.
import { expect, test } from 'vitest';
import { firstFew, firstSentences } from '../../src-shared/text/firstFew';

const quoted = (n: number): string => `"${n}"`;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test.each([
  [0, ''],
  [1, '"0"'],
  [3, '"0", "1", "2"'],
  [4, '"0", "1", "2" and 1 more'],
  [1503, '"0", "1", "2" and 1,500 more'],
])('of %i items, three are shown and the others are counted', (count, expected) => {
  expect(firstFew(numbers(count), 3, { text: quoted })).toBe(expected);
});

test('the separator may differ, and hidden items are not written', () => {
  const written: number[] = [];
  const text = (n: number): string => {
    written.push(n);
    return String(n);
  };
  expect(firstFew(numbers(5), 2, { text, separator: '; ' })).toBe('0; 1 and 3 more');
  expect(written).toEqual([0, 1]);
});

test('of sentences, the number of the others is a sentence too', () => {
  expect(firstSentences(['A.', 'B.'], 2)).toBe('A. B.');
  expect(firstSentences(['A.', 'B.', 'C.'], 2)).toBe('A. B. And 1 more.');
});
