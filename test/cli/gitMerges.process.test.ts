// Random merges by git itself: each file of two branches is one three-way merge by the installed driver. A merge takes a process, so CI runs 1,000 of them in
// two repositories at once, for about a minute of two cores.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { isLock, readLock } from '../../src-shared/repro/lock/lock';
import { mergeArtifacts } from '../../src-shared/repro/merge/mergeArtifacts';
import { caseCount, caseTimeout, repeatWith, SEED } from '../cases';
import { createRepository, type Repository } from '../repro/git/gitRepository';
import {
  changed,
  differentFields,
  type Fields,
  fewChanges,
  LOCK,
  tree,
  versionOf,
  written,
} from '../repro/merge/randomLocks';
import { runIn } from './kynProcess';

interface Programs {
  readonly buildPrograms: (folder: string, options: { readonly production: boolean }) => Promise<unknown>;
}

const bin = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-merges-')));
const identity = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap(who => [
    [`GIT_${who}_NAME`, 'Ann'],
    [`GIT_${who}_EMAIL`, 'a@b.c'],
  ]),
);
const env = {
  ...process.env,
  ...identity,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  // The compiled code of the driver is kept there.
  XDG_CACHE_HOME: join(bin, 'cache'),
};

beforeAll(async () => {
  const { buildPrograms }: Programs = await import(new URL('../../scripts/programs.mjs', import.meta.url).href);
  await buildPrograms(bin, { production: true });
  writeFileSync(join(bin, 'kyn'), `#!/bin/sh\nexec "${process.execPath}" "${join(bin, 'kyn.js')}" "$@"\n`);
  chmodSync(join(bin, 'kyn'), 0o755);
}, 120_000);
afterAll(() => rmSync(bin, { recursive: true }));

/** One merge: the texts of a lock in the base and in both branches. */
interface Case {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}
const pathOf = (i: number): string => `runs/${Math.floor(i / 100)}/${i}/kynml.lock`;
const json = (fields: Fields): string => JSON.stringify(fields, null, 1);

// Merges all cases at once. `conflicts`: the paths that git calls unmerged.
async function merged(
  { onTestFinished }: TestContext,
  cases: readonly Case[],
): Promise<{ repository: Repository; status: number; conflicts: Set<string> }> {
  const repository = createRepository();
  onTestFinished(() => repository.remove());
  expect(runIn(repository.folder, 'kyn', ['git-setup'], env)).toMatchObject({ status: 0, stderr: '' });
  const commit = (version: keyof Case): void => {
    for (const [i, texts] of cases.entries()) repository.put(pathOf(i), texts[version]);
    // A version of all files that is the base is a commit too.
    repository.put('version', version);
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--message', version);
  };
  commit('base');
  repository.git('checkout', '--quiet', '-b', 'other');
  commit('theirs');
  repository.git('checkout', '--quiet', 'main');
  commit('ours');
  const merge = spawn('git', ['merge', '--quiet', '--no-edit', 'other'], {
    cwd: repository.folder,
    env,
    stdio: 'ignore',
  });
  const status = await new Promise<number>(resolve => merge.once('close', code => resolve(code ?? -1)));
  const unmerged = repository.git('diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean);
  return { repository, status, conflicts: new Set(unmerged) };
}

// git takes a version without its driver where the other side did not change the file.
const isDriven = ({ base, ours, theirs }: Case): boolean => base !== ours && base !== theirs && ours !== theirs;

function mergedByCore(versions: Case): { readonly lock: string; readonly isConflict: boolean } {
  const { base, ours, theirs } = versions;
  if (!isDriven(versions)) return { lock: base === ours ? theirs : ours, isConflict: false };
  const result = mergeArtifacts('kynml.lock', versions);
  return result.state === 'merged' ? { lock: result.text, isConflict: false } : { lock: ours, isConflict: true };
}

const COUNT = Math.ceil(caseCount(1000) / 2);
const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { seed: SEED, numRuns: COUNT });
const readFrom = ({ folder }: Repository, path: string): string => readFileSync(join(folder, path), 'utf8');

const anyChanges: fc.Arbitrary<Case> = fc.tuple(tree, fewChanges, fewChanges).map(([more, left, right]) => {
  const base: Fields = { more, ...LOCK };
  return { base: json(base), ours: json(changed(base, left, 'ours')), theirs: json(changed(base, right, 'theirs')) };
});

// Some conflict in one field only, among others that do not.
const oneSharedField: fc.Arbitrary<Case> = fc.tuple(differentFields, fc.boolean()).map(([edit, meets]) => ({
  base: json({ more: edit.more, ...LOCK }),
  ours: json({ ...versionOf(edit, 'ours'), ...(meets && { backend: 'one' }) }),
  theirs: json({ ...versionOf(edit, 'theirs'), ...(meets && { backend: 'another' }) }),
}));

describe.concurrent(`git merges locks (${repeatWith()})`, () => {
  test('changes of different fields never conflict', { timeout: caseTimeout(600_000) }, async context => {
    const edits = sample(differentFields);
    const cases = edits.map(edit => ({
      base: json({ more: edit.more, ...LOCK }),
      ours: json(versionOf(edit, 'ours')),
      theirs: json(versionOf(edit, 'theirs')),
    }));
    const { repository, conflicts } = await merged(context, cases);
    expect([...conflicts]).toEqual(['version']);
    const driven = cases.filter(isDriven);
    expect(driven.length).toBeGreaterThan(COUNT / 3);
    for (const [i, edit] of edits.entries()) {
      const lock = readFrom(repository, pathOf(i));
      expect(JSON.parse(lock)).toEqual(JSON.parse(json(versionOf(edit, 'both'))));
      if (driven.includes(cases[i]!)) expect(lock).toBe(written(versionOf(edit, 'both')));
    }
  });

  test('with any changes, a lock is whole, and is ours where git reports a conflict', {
    timeout: caseTimeout(600_000),
  }, async context => {
    const cases = sample(fc.oneof(anyChanges, oneSharedField));
    const { repository, status, conflicts } = await merged(context, cases);
    expect(status).toBe(1);
    const counts = { merged: 0, conflict: 0 };
    for (const [i, versions] of cases.entries()) {
      const lock = readFrom(repository, pathOf(i));
      const expected = mergedByCore(versions);
      expect({ lock, isConflict: conflicts.has(pathOf(i)) }).toEqual(expected);
      if (isDriven(versions) && !expected.isConflict) expect(isLock(readLock(lock))).toBe(true);
      if (expected.isConflict) counts.conflict++;
      else if (isDriven(versions)) counts.merged++;
    }
    expect(Math.min(counts.merged, counts.conflict)).toBeGreaterThan(COUNT / 20);
  });
});
