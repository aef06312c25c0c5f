// @vitest-environment happy-dom
// A comparison with thousands of values is rendered in little time.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stopwatch } from '../../stopwatch';
import { layOut } from './diffLayout';
import { longView, stageLong } from './longView';

const METRICS = 5000;

beforeEach(() => layOut());
afterEach(() => vi.restoreAllMocks());

it('is rendered in little time', () => {
  const { receive, find } = stageLong({ onlyDifferences: false }, METRICS);
  const shown = longView(METRICS);
  const elapsed = stopwatch();
  receive({ type: 'view', view: { ...shown, verdictText: 'Comparable now' }, pinned: false });
  find('.switch input').click();
  // All rows would take several seconds here.
  expect(elapsed()).toBeLessThan(1000);
});
