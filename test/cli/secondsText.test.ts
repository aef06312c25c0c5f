import { expect, it } from 'vitest';
import { secondsText } from '../../server/src/cli/sweep/secondsText';

it.each([
  [0, '0 ms'],
  [0.2, '1 ms'],
  [34, '34 ms'],
  [100, '0.1 s'],
  [3240, '3.2 s'],
  [59_400, '59.4 s'],
  [59_970, '1 min 0 s'],
  [250_000, '4 min 10 s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(secondsText(milliseconds)).toBe(text);
});
