// Whether git leaves files out, against what git itself does.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readText } from '../../../src-shared/host/readText';
import { isSparse } from '../../../src-shared/repro/git/sparseCheckout';
import { nodeHost } from '../../nodeHost';
import { createRepository, type Repository } from './gitRepository';

let repository: Repository;
const at = (path: string): string => join(repository.folder, path);
const sparse = (path: string): boolean => isSparse(nodeHost, path, file => readText(nodeHost, file));

beforeEach(() => {
  repository = createRepository();
  repository.put('a/a.kyn', 'a');
  repository.put('b/b.kyn', 'b');
  repository.commit();
});
afterEach(() => repository.remove());

test.each([
  ['whole folders', ['set', '--cone', 'a']],
  ['patterns', ['set', '--no-cone', '/a/*']],
])('a checkout of %s is sparse until it is disabled', (_, words) => {
  expect(sparse(at('b/b.kyn'))).toBe(false);
  repository.git('sparse-checkout', ...words);
  expect(existsSync(at('b/b.kyn'))).toBe(false);
  expect(sparse(at('b/b.kyn'))).toBe(true);
  repository.git('sparse-checkout', 'disable');
  expect(existsSync(at('b/b.kyn'))).toBe(true);
  expect(sparse(at('b/b.kyn'))).toBe(false);
});

test('each linked working tree has its own state', () => {
  const other = `${repository.folder} 2`;
  try {
    repository.git('worktree', 'add', '--quiet', '-b', 'other', other);
    repository.git('-C', other, 'sparse-checkout', 'set', '--cone', 'a');
    expect(existsSync(join(other, 'b/b.kyn'))).toBe(false);
    expect(sparse(join(other, 'b/b.kyn'))).toBe(true);
    expect(sparse(at('b/b.kyn'))).toBe(false);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test('without a repository, and with one whose settings cannot be read, nothing is sparse', () => {
  rmSync(at('.git/config'));
  expect(sparse(at('b/b.kyn'))).toBe(false);
  rmSync(at('.git'), { recursive: true });
  expect(sparse(at('b/b.kyn'))).toBe(false);
});

test('what must not be read is not read, wherever the settings are said to be', () => {
  repository.git('sparse-checkout', 'set', '--cone', 'a');
  const asked: string[] = [];
  const refuse = (file: string) => {
    asked.push(file);
    return { ok: false, reason: 'untrusted' } as const;
  };
  expect(isSparse(nodeHost, at('b/b.kyn'), refuse)).toBe(false);
  expect(asked).toEqual(['.git', '.git/config.worktree', '.git/config'].map(at));
});
