// The waits of the page tests: they end as soon as their condition holds, and name on a timeout what was awaited and seen.
import { expect, test } from 'vitest';

const {
  eventually,
  patiently,
}: {
  eventually(what: string, probe: () => unknown, limit?: number): Promise<unknown>;
  patiently(action: (patience: number) => unknown): () => unknown;
} = await import(new URL('../vscode/driver/wait.mjs', import.meta.url).href);

test('gives the first answer that holds', async () => {
  const answers = [undefined, 0, 'there', 'late'];
  expect(await eventually('an answer', () => answers.shift())).toBe('there');
});

test('names what was awaited, and the last answer or error', async () => {
  await expect(eventually('a row', () => 0, 10)).rejects.toThrow('Waited 0.01 s for a row; last seen: 0');
  const fails = () => Promise.reject(new Error('two rows'));
  await expect(eventually('a row', fails, 10)).rejects.toThrow('Waited 0.01 s for a row; last seen: two rows');
});

test('a probe that never answers is a timeout too', async () => {
  const never = () => new Promise(() => {});
  await expect(eventually('a row', never, 10)).rejects.toThrow('for a row; last seen: no answer');
});

test('an action that is repeated gets twice the time, up to the limit of a wait', () => {
  const action = patiently(patience => patience);
  expect(Array.from({ length: 8 }, action)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 120_000]);
});
