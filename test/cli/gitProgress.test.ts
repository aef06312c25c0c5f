// The text that a terminal shows while kyn waits for git.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withGitProgress } from '../../server/src/cli/gitProgress';
import { hostOf } from '../repro/memory';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const shownFor = async (ms: number) => {
  const shown: string[] = [];
  const answer = () => new Promise<Uint8Array>(resolve => setTimeout(() => resolve(new Uint8Array()), ms));
  const result = withGitProgress(hostOf({}, answer), text => shown.push(text)).git('/w', ['status']);
  await vi.advanceTimersByTimeAsync(ms);
  expect((await result).ok).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  return shown;
};

test('git that takes longer than a second is named, and the text is removed when it ends', async () => {
  expect(await shownFor(3000)).toEqual(['waiting for git', '']);
});

test('a short wait shows nothing', async () => {
  expect(await shownFor(900)).toEqual([]);
});

test('a git that fails leaves no text', async () => {
  const shown: string[] = [];
  const fail = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no git')), 3000));
  const result = withGitProgress({ ...hostOf({}), git: fail }, text => shown.push(text)).git('/w', []);
  const failure = expect(result).rejects.toThrow('no git');
  await vi.advanceTimersByTimeAsync(3000);
  await failure;
  expect(shown).toEqual(['waiting for git', '']);
});
