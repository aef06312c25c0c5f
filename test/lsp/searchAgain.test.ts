// Searches for a client that cannot watch files: one at a time, and not more often than their cost allows.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchAgain } from '../../server/src/lsp/base/searchAgain';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const ends: (() => void)[] = [];
  const again = new SearchAgain(() => new Promise(resolve => ends.push(resolve)));
  const end = async (after: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(after);
    ends.at(-1)?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { again, ends, end };
}

test('what is asked for while a search is planned or runs is one search more', async () => {
  const { again, ends, end } = start();
  again.ask();
  again.ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(ends.length).toBe(1);
  again.ask();
  again.ask();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends.length).toBe(1);
  await end(0);
  await vi.runAllTimersAsync();
  expect(ends.length).toBe(2);
});

test('the next search waits twenty times as long as the last one took', async () => {
  const { again, ends, end } = start();
  again.ask();
  await vi.advanceTimersByTimeAsync(0);
  await end(100);
  again.ask();
  await vi.advanceTimersByTimeAsync(1900);
  expect(ends.length).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(ends.length).toBe(2);
});
