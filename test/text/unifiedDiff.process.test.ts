// Unified diffs: their form, and that git applies them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unifiedDiff } from '../../src-shared/text/unifiedDiff';
import { caseCount, repeatWith, SEED } from '../cases';

const folder = mkdtempSync(path.join(tmpdir(), 'kyn-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const numbered = (count: number, changed: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, i) => changed[i] ?? `${i}\n`).join('');

test('a line that changed, with three lines around it', () => {
  expect(unifiedDiff(numbered(9), numbered(9, { 4: 'x\n' }), { name: 'a.kyn' })).toBe(
    '--- a.kyn\n+++ a.kyn\n@@ -2,7 +2,7 @@\n 1\n 2\n 3\n-4\n+x\n 5\n 6\n 7\n',
  );
});

test('near changes are one hunk, others are several', () => {
  const hunks = (changed: Readonly<Record<number, string>>) =>
    unifiedDiff(numbered(30), numbered(30, changed), { name: 'a' }).match(/^@@.*$/gm);
  expect(hunks({ 4: 'x\n', 11: 'y\n' })).toEqual(['@@ -2,14 +2,14 @@']);
  expect(hunks({ 4: 'x\n', 12: '' })).toEqual(['@@ -2,7 +2,7 @@', '@@ -10,7 +10,6 @@']);
  expect(hunks({ 0: '', 29: '' })).toEqual(['@@ -1,4 +1,3 @@', '@@ -27,4 +26,3 @@']);
});

test('texts without a final line end, empty texts and equal texts', () => {
  expect(unifiedDiff('a', 'a\n', { name: 'a b' })).toBe(
    '--- a b\t\n+++ a b\t\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n',
  );
  expect(unifiedDiff('', 'a\n', { name: 'f' })).toBe('--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n');
  expect(unifiedDiff('a\n', 'a\n', { name: 'f' })).toBe('');
});

test('each line is coloured by its sign', () => {
  const paint = (line: string, sign: string) => `${sign}<${line}>`;
  expect(unifiedDiff('a\nb\n', 'a\nc\n', { name: 'f', paint })).toBe(
    '-<--- f>\n+<+++ f>\n@<@@ -1,2 +1,2 @@>\n a\n-<-b>\n+<+c>\n',
  );
});

test('git applies the diff of random texts', () => {
  let state = SEED;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const lines = (): string[] =>
    Array.from({ length: random(30) }, () => ['', 'a', 'b', `x${random(40)}`][random(4)] ?? '');
  for (let i = 0; i < caseCount(200); i++) {
    const before = lines();
    const after = before.flatMap(line => [[], [line], [line], [line], [`${line}y`, line]][random(5)] ?? []);
    const [a, b] = [before, after].map(part => part.map(l => `${l}\n`).join('') + (random(3) === 0 ? 'end' : ''));
    const diff = unifiedDiff(a as string, b as string, { name: 'f' });
    if (diff === '') {
      expect(a).toBe(b);
      continue;
    }
    writeFileSync(path.join(folder, 'f'), a as string);
    execFileSync('git', ['apply', '-p0', '--whitespace=nowarn', '-'], { cwd: folder, input: diff });
    expect(readFileSync(path.join(folder, 'f'), 'utf8'), repeatWith()).toBe(b);
  }
});
