// The metrics of two series are compared in time that grows with the text.
import { expect, it } from 'vitest';
import { compareMetrics } from '../../../src-shared/repro/compare/metrics';
import { stopwatch } from '../../stopwatch';
import { metricsOf } from './metricsOf';

it('metrics of two series take time in proportion to the text, where only the last item has all keys', () => {
  const n = 8000;
  const last = Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]));
  const series = () => metricsOf({ m: [...Array.from({ length: n }, () => ({ k0: 1 })), last] });
  const [a, b] = [series(), series()];
  const elapsed = stopwatch();
  expect(compareMetrics(a, b).every(m => m.equal)).toBe(true);
  // One search per metric took 11 s.
  expect(elapsed()).toBeLessThan(1500);
});
