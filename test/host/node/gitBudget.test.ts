// The time limit that the git commands of a command line or request share.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GitCommandOptions, GitResult } from '../../../src-shared/host/host';
import { withGitBudget } from '../../../src-shared/host/node/gitBudget';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

// Each command takes as long as its argument states, and fails.
function budgeted(budgetMs: number) {
  const limits: (number | undefined)[] = [];
  const git = async (_: string, [ms]: readonly string[], options?: GitCommandOptions): Promise<GitResult> => {
    limits.push(options?.limitMs);
    await new Promise(resolve => setTimeout(resolve, Number(ms)));
    return { ok: false, reason: 'failed' };
  };
  const host = withGitBudget({ git }, budgetMs);
  const run = async (...ms: number[]): Promise<void> => {
    const ends = Promise.all(ms.map(time => host.git('/w', [`${time}`])));
    await vi.advanceTimersByTimeAsync(Math.max(...ms));
    await ends;
  };
  return { host, limits, run };
}

test('each command gets what the commands before it left, failed ones included', async () => {
  const { limits, run } = budgeted(1000);
  for (const ms of [300, 500, 400, 1]) await run(ms);
  expect(limits).toEqual([1000, 700, 200, 0]);
});

test('commands that run at the same time count once, and idle time does not count', async () => {
  const { limits, run } = budgeted(1000);
  await run(300, 200, 300);
  await vi.advanceTimersByTimeAsync(5000);
  await run(1);
  expect(limits).toEqual([1000, 1000, 1000, 700]);
});

test('a shorter limit of a command remains, and so do its other options', async () => {
  const seen: unknown[] = [];
  const git = async (...[, , options]: readonly unknown[]): Promise<GitResult> => {
    seen.push(options);
    return { ok: false, reason: 'failed' };
  };
  await withGitBudget({ git }, 1000).git('/w', [], { limitMs: 10, input: 'x', mayFindNothing: true });
  expect(seen).toEqual([{ limitMs: 10, input: 'x', mayFindNothing: true }]);
});
