// Numbers for people, as the engine's own formatting writes them.
import { expect, test } from 'vitest';
import { t } from '../../src-shared/protocol/l10n';
import { counted, numberText } from '../../src-shared/text/numberText';

test.each([0, 7, 999, 1000, 2817, 1_000_000, 123_456_789, -1, -1000, 2 ** 53, 1e21, 2.5, 0.125, -0.5])(
  'the number %d',
  n => expect(numberText(n)).toBe(n.toLocaleString('en-US')),
);

test('what is not a finite number', () => {
  expect([Number.POSITIVE_INFINITY, Number.NaN].map(numberText)).toEqual(['over 10^308', 'NaN']);
});

test.each([
  [0, '0 runs'],
  [1, '1 run'],
  [2817, '2,817 runs'],
])('%d with its noun', (n, text) => expect(counted(n, 'run')).toBe(text));

test('a text of the user interface writes whole numbers in the same way, and leaves words as they are', () => {
  const numbers = [0, 999, -1000, 2817, 1_000_000];
  expect(numbers.map(n => t('{0}', n))).toEqual(numbers.map(numberText));
  expect(t('{0} of {1} in {2}, {3}', 4999, 5008, '2026', 1.23456)).toBe('4,999 of 5,008 in 2026, 1.23456');
});
