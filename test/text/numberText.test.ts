// Numbers for people, as the engine's own formatting writes them.
import { expect, test } from 'vitest';
import { numberText } from '../../src-shared/text/numberText';

test.each([0, 7, 999, 1000, 2817, 1_000_000, 123_456_789, -1, -1000, 2 ** 53, 1e21, 2.5, 0.125, -0.5])(
  'the number %d',
  n => expect(numberText(n)).toBe(n.toLocaleString('en-US')),
);

test('what is not a finite number', () => {
  expect([Number.POSITIVE_INFINITY, Number.NaN].map(numberText)).toEqual(['over 10^308', 'NaN']);
});
