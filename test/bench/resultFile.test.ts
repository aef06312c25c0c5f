// The files of results of the benchmark: the newest one has all parts.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

interface Script {
  writeResults(parts: object, order: readonly string[], place: { today: string; folder: string }): string;
}
const { writeResults }: Script = await import(new URL('../../bench/resultFile.mjs', import.meta.url).href);

test('parts that are not measured again are those of the newest file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const order = ['start', 'memory', 'hash'];
  const write = (today: string, parts: object) => {
    const file = writeResults(parts, order, { today, folder });
    return JSON.parse(readFileSync(file, 'utf8')).parts;
  };
  expect(write('2026-01-02', { hash: 1, start: 2 })).toEqual({ start: 2, hash: 1 });
  expect(write('2026-01-02', { hash: 3 })).toEqual({ start: 2, hash: 3 });
  const later = write('2026-02-01', { memory: 4 });
  expect(later).toEqual({ start: 2, memory: 4, hash: 3 });
  expect(Object.keys(later)).toEqual(order);
  expect(readdirSync(folder)).toEqual(['2026-01-02.json', '2026-02-01.json']);
});
