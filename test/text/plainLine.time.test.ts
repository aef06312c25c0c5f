// Text of other programs becomes one plain line in time that grows with its length.
import { expect, test } from 'vitest';
import { plainLine } from '../../src-shared/text/plainLine';
import { stopwatch } from '../stopwatch';

test('long hostile text costs time in proportion to its length', () => {
  const elapsed = stopwatch();
  for (const part of ['\u001b', '\u001b[', '\u001b[0', '\u001b]0;', '\u0000', '\u009b1;'])
    plainLine(part.repeat(30_000));
  expect(elapsed()).toBeLessThan(1000);
});
