// The outline of a broken text takes time that grows with the text, and no depth overflows the stack.
import { expect, test } from 'vitest';
import { outlineJson } from '../../src-shared/text/jsonOutline';
import { stopwatch } from '../stopwatch';

const PARTS = [
  '{',
  '[',
  '}',
  '{"a":',
  '{"a":[',
  '["',
  '"',
  '"\n',
  '"a":',
  '\\"',
  '"\\',
  '/',
  '/*',
  '//',
  '/**/',
  '{]',
  '[}',
  '}}{',
  'a',
  '-1.',
  ',',
];

test.each(PARTS)('for many %j', { timeout: 60_000 }, part => {
  const [small, large] = [100_000, 800_000].map(n => {
    const text = `{${part.repeat(n / part.length)}`;
    return Math.min(
      ...[0, 1, 2].map(() => {
        const read = stopwatch();
        outlineJson(text);
        return read();
      }),
    );
  }) as [number, number];
  // Linear is 8, quadratic 64; the memory of deep texts costs the rest.
  expect(large / Math.max(small, 5)).toBeLessThan(40);
});
