// Which versions of specs are found in git, whatever happened to their commits, and what is reported where some are missing.
import { afterEach, describe, expect, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import { type HistoryResult, specHistory } from '../../../src-shared/repro/git/git';
import { failureText } from '../../../src-shared/repro/git/gitFailure';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import { nodeHost } from '../../nodeHost';
import { createRepository, type Repository } from './gitRepository';

const repositories: Repository[] = [];
const created = (clone?: Parameters<typeof createRepository>[0]): Repository => {
  const repository = createRepository(clone);
  repositories.push(repository);
  return repository;
};
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

const read = async (folder: string, options?: Parameters<typeof specHistory>[2], host: Host = nodeHost) => {
  const history = await specHistory(host, folder, options);
  return history.ok ? history : expect.fail(failureText(history));
};
const versionsOf = ({ versions }: HistoryResult & { ok: true }, text: string) =>
  (versions.get(configHash(text, nodeHost.sha256)) ?? []).map(({ commit, path }) => [commit, path]);

describe('a version is found', () => {
  test('of a spec whose name is in capital letters', async () => {
    const { folder, put, commit } = created();
    put('UPPER.KYN', 'one\n');
    const first = commit();
    expect(versionsOf(await read(folder), 'one\n')).toEqual([[first, 'UPPER.KYN']]);
  });

  test('that only a merge has', async () => {
    const { folder, git, put, commit } = created();
    put('a.kyn', 'one\n');
    commit();
    git('checkout', '--quiet', '-b', 'side');
    put('a.kyn', 'side\n');
    put('b.kyn', 'from the side\n');
    const side = commit();
    git('checkout', '--quiet', 'main');
    put('a.kyn', 'main\n');
    commit();
    git('merge', '--quiet', '--no-commit', '-s', 'ours', 'side');
    put('a.kyn', 'resolved\n');
    put('b.kyn', 'from the side\n');
    const merge = commit();
    const history = await read(folder);
    expect(versionsOf(history, 'resolved\n')).toEqual([[merge, 'a.kyn']]);
    // A merge does not introduce what a parent has.
    expect(versionsOf(history, 'from the side\n')).toEqual([[side, 'b.kyn']]);
  });

  test('that a merge dropped, on a branch that was deleted', async () => {
    const { folder, git, put, commit } = created();
    put('a.kyn', 'one\n');
    commit();
    git('checkout', '--quiet', '-b', 'side');
    put('a.kyn', 'dropped\n');
    const side = commit();
    git('checkout', '--quiet', 'main');
    put('notes.txt', 'x\n');
    commit();
    git('merge', '--quiet', '-s', 'ours', '--no-edit', 'side');
    git('branch', '--quiet', '-D', 'side');
    expect(versionsOf(await read(folder), 'dropped\n')).toEqual([[side, 'a.kyn']]);
  });

  test('that is stashed', async () => {
    const { folder, git, put, commit } = created();
    put('a.kyn', 'one\n');
    commit();
    put('a.kyn', 'stashed\n');
    git('stash', '--quiet');
    expect(versionsOf(await read(folder), 'stashed\n')).toEqual([[git('rev-parse', 'stash'), 'a.kyn']]);
  });

  test('in each commit that introduced it, newest first, and not where it remained', async () => {
    const { folder, git, put, commit } = created();
    put('a.kyn', 'one\n');
    const first = commit();
    put('notes.txt', 'x\n');
    commit();
    git('mv', 'a.kyn', 'b.kyn');
    const renamed = commit();
    put('b.kyn', 'two\n');
    const changed = commit();
    put('b.kyn', 'one\r\n');
    const back = commit();
    const history = await read(folder);
    expect(versionsOf(history, 'one\n')).toEqual([
      [back, 'b.kyn'],
      [renamed, 'b.kyn'],
      [first, 'a.kyn'],
    ]);
    expect(versionsOf(history, 'two\n')).toEqual([[changed, 'b.kyn']]);
    const [{ author, date } = { author: '', date: '' }] =
      history.versions.get(configHash('two\n', nodeHost.sha256)) ?? [];
    expect([author, Date.parse(date ?? '')]).toEqual(['Ann Author', Date.UTC(2026, 3, 18, 10, 4)]);
  });
});

describe('a gap is reported', () => {
  const threeVersions = (): Repository => {
    const repository = created();
    for (const text of ['one\n', 'two\n', 'three\n']) {
      repository.put('a.kyn', text);
      repository.commit();
    }
    return repository;
  };

  test('for a shallow clone', async () => {
    const from = threeVersions();
    expect((await read(from.folder)).gap).toBeUndefined();
    const clone = created({ from: `file://${from.folder}`, args: ['--depth', '1'] });
    const history = await read(clone.folder);
    expect(history.versions.size).toBe(1);
    expect(history.gap && failureText(history.gap)).toBe(
      'the repository is a shallow clone without its older commits (`git fetch --unshallow` gets them)',
    );
  });

  test('where there are more commits than are read', async () => {
    const { folder } = threeVersions();
    const history = await read(folder, { maxCommits: 2 });
    expect(versionsOf(history, 'one\n')).toEqual([]);
    expect(versionsOf(history, 'two\n')).toHaveLength(1);
    expect(history.gap && failureText(history.gap)).toBe('only the last 2 commits that changed a spec were read');
    expect((await read(folder, { maxCommits: 3 })).gap).toBeUndefined();
  });
});

test('what an earlier call read is not read again', async () => {
  const { folder, put, commit } = created();
  for (const text of ['one\n', 'two\n']) {
    put('a.kyn', text);
    commit();
  }
  const { blobs } = await read(folder);
  put('a.kyn', 'three\n');
  commit();
  const inputs: string[] = [];
  const host: Host = {
    ...nodeHost,
    git(at, args, options) {
      if (args.includes('cat-file')) inputs.push(options?.input ?? '');
      return nodeHost.git(at, args, options);
    },
  };
  const history = await read(folder, { known: blobs }, host);
  expect(inputs).toHaveLength(1);
  expect(inputs[0]?.trim().split('\n')).toHaveLength(1);
  expect(history).toEqual(await read(folder));
});
