// Whether git leaves files out, against what git itself does.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isSparse } from '../../../src-shared/repro/git/sparseCheckout';
import { nodeHost } from '../../nodeHost';
import { createRepository, type Repository } from './gitRepository';

let repository: Repository;
const at = (path: string): string => join(repository.folder, path);

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
  expect(isSparse(nodeHost, at('b/b.kyn'))).toBe(false);
  repository.git('sparse-checkout', ...words);
  expect(existsSync(at('b/b.kyn'))).toBe(false);
  expect(isSparse(nodeHost, at('b/b.kyn'))).toBe(true);
  repository.git('sparse-checkout', 'disable');
  expect(existsSync(at('b/b.kyn'))).toBe(true);
  expect(isSparse(nodeHost, at('b/b.kyn'))).toBe(false);
});

test('each linked working tree has its own state', () => {
  const other = `${repository.folder} 2`;
  try {
    repository.git('worktree', 'add', '--quiet', '-b', 'other', other);
    repository.git('-C', other, 'sparse-checkout', 'set', '--cone', 'a');
    expect(existsSync(join(other, 'b/b.kyn'))).toBe(false);
    expect(isSparse(nodeHost, join(other, 'b/b.kyn'))).toBe(true);
    expect(isSparse(nodeHost, at('b/b.kyn'))).toBe(false);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test('without a repository, and with one whose settings cannot be read, nothing is sparse', () => {
  rmSync(at('.git/config'));
  expect(isSparse(nodeHost, at('b/b.kyn'))).toBe(false);
  rmSync(at('.git'), { recursive: true });
  expect(isSparse(nodeHost, at('b/b.kyn'))).toBe(false);
});
