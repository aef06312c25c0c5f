// The outline of a long .dlm document.
import { expect, test } from 'vitest';
import { dlmOutline } from '../../../src-shared/repro/dlm/outline';
import { stopwatch } from '../../stopwatch';

test('takes linear time, and is bounded', () => {
  const elapsed = stopwatch();
  const items = dlmOutline(`---\n${'a: 1\n'.repeat(100_000)}---\n${'# x\n'.repeat(100_000)}${'`'.repeat(500_000)}\n`);
  expect(elapsed()).toBeLessThan(5000);
  expect(items.length).toBeLessThanOrEqual(5001);
});
