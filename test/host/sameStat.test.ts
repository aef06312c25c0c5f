// Files that were replaced with equal size and time are recognised as other files.
import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isSettled, sameStat } from '../../src-shared/host/sameStat';
import { nodeHost } from '../nodeHost';

function temporaryFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kynml-stat-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.txt');
  writeFileSync(path, text);
  utimesSync(path, 1000, 1000);
  return path;
}

test('an unchanged file has the same stat', () => {
  const path = temporaryFile('one');
  expect(sameStat(nodeHost.stat(path), nodeHost.stat(path))).toBe(true);
  expect(sameStat(undefined, nodeHost.stat(`${path}.none`))).toBe(true);
  expect(sameStat(nodeHost.stat(path), undefined)).toBe(false);
});

test.each<[string, (path: string) => void]>([
  [
    'replaced by another file',
    path => {
      writeFileSync(`${path}.new`, 'two');
      utimesSync(`${path}.new`, 1000, 1000);
      renameSync(`${path}.new`, path);
    },
  ],
  [
    'written in place',
    path => {
      writeFileSync(path, 'two');
      utimesSync(path, 1000, 1000);
    },
  ],
])('a file %s with equal size and time has another stat', (_, replace) => {
  const path = temporaryFile('one');
  const before = nodeHost.stat(path);
  const { size, mtimeMs } = statSync(path);
  // The clock of the disk advances in steps of some milliseconds.
  const start = performance.now();
  while (performance.now() - start < 20);
  replace(path);
  expect([statSync(path).size, statSync(path).mtimeMs]).toEqual([size, mtimeMs]);
  expect(sameStat(before, nodeHost.stat(path))).toBe(false);
});

test.each([
  ['size', { size: 2 }],
  ['modification time', { modified: 2 }],
  ['change time', { changed: 2 }],
  ['inode', { inode: 2 }],
  ['kind', { kind: 'folder' as const }],
])('another %s is another file', (_, difference) => {
  const stat = { kind: 'file' as const, size: 1, modified: 1, changed: 1, inode: 1 };
  expect(sameStat(stat, { ...stat })).toBe(true);
  expect(sameStat(stat, { ...stat, ...difference })).toBe(false);
});

test('a file is settled when its times are older than a step of any clock', () => {
  const stat = { kind: 'file' as const, size: 1, modified: 1000, changed: 5000, inode: 1 };
  expect([isSettled(stat, 7000), isSettled(stat, 7001)]).toEqual([false, true]);
});
