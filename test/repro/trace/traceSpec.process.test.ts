// Every place of a spec, in real repositories.
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import { relativeTo } from '../../../src-shared/host/paths';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import { historyOf } from '../../../src-shared/repro/history/historyFolder';
import { keepRun } from '../../../src-shared/repro/history/keepRun';
import { traceSpec } from '../../../src-shared/repro/trace/traceSpec';
import { nodeHost } from '../../nodeHost';
import { createRepository, type Repository } from '../git/gitRepository';

const repositories: Repository[] = [];
const created = (clone?: Parameters<typeof createRepository>[0]): Repository => {
  const repository = createRepository(clone);
  repositories.push(repository);
  return repository;
};
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

const hashOf = (text: string): string => configHash(text, nodeHost.sha256);

const traced = async (folder: string, text: string, host: Host = nodeHost) => {
  const label = (path: string): string => relativeTo(folder, path);
  const { matches, gaps } = await traceSpec({ host, folders: [folder], label }, hashOf(text));
  return {
    matches: matches.map(match => [match.place === 'commit' ? match.commit : match.place, label(match.path)]),
    gaps,
  };
};
const complete = (...matches: readonly (readonly [string, string])[]) => ({ matches, gaps: [] });

describe('a text is found', () => {
  test('in the working tree before the commits that introduced it, at their names', async () => {
    const { folder, git, put, commit } = created();
    put('a.kyn', 'one\n');
    const first = commit();
    mkdirSync(join(folder, 'specs'));
    git('mv', 'a.kyn', 'specs/b.kyn');
    const renamed = commit();
    expect(await traced(folder, 'one\n')).toEqual(
      complete(['file', 'specs/b.kyn'], [renamed, 'specs/b.kyn'], [first, 'a.kyn']),
    );
  });

  test('on a branch that is not checked out, and in a deleted spec', async () => {
    const { folder, git, put, commit } = created();
    put('a.kyn', 'one\n');
    const first = commit();
    git('checkout', '--quiet', '-b', 'side');
    put('a.kyn', 'side\n');
    const side = commit();
    git('checkout', '--quiet', 'main');
    rmSync(join(folder, 'a.kyn'));
    commit();
    expect(await traced(folder, 'side\n')).toEqual(complete([side, 'a.kyn']));
    expect(await traced(folder, 'one\n')).toEqual(complete([first, 'a.kyn']));
  });

  test.each(['true', 'input', 'false'])('whatever its line ends are, with core.autocrlf=%s', async autocrlf => {
    const { folder, git, put, commit } = created();
    git('config', 'core.autocrlf', autocrlf);
    put('a.kyn', 'one\r\ntwo\r\n');
    const first = commit();
    put('a.kyn', 'three\r\n');
    const second = commit();
    expect(await traced(folder, 'one\ntwo\n')).toEqual(complete([first, 'a.kyn']));
    expect(await traced(folder, 'three\n')).toEqual(complete(['file', 'a.kyn'], [second, 'a.kyn']));
  });

  test('that is not committed, or that git ignores', async () => {
    const { folder, put, commit } = created();
    put('.gitignore', 'runs/\n');
    commit();
    put('a.kyn', 'new\n');
    put('runs/1/b.kyn', 'new\n');
    expect(await traced(folder, 'new\n')).toEqual(complete(['file', 'a.kyn'], ['file', 'runs/1/b.kyn']));
  });

  test('of two specs', async () => {
    const { folder, put, commit } = created();
    put('a.kyn', 'same\n');
    put('b.kyn', 'same\n');
    const both = commit();
    put('a.kyn', 'other\n');
    commit();
    expect(await traced(folder, 'same\n')).toEqual(complete(['file', 'b.kyn'], [both, 'a.kyn'], [both, 'b.kyn']));
  });

  test('in the history of a repository inside of the folder', async () => {
    const outer = created();
    const inner = created();
    inner.put('a.kyn', 'old\n');
    const first = inner.commit();
    inner.put('a.kyn', 'now\n');
    inner.commit();
    cpSync(inner.folder, join(outer.folder, 'inner'), { recursive: true });
    expect(await traced(outer.folder, 'old\n')).toEqual(complete([first, 'inner/a.kyn']));
  });

  test('from a subfolder of the repository', async () => {
    const { folder, put, commit } = created();
    put('a.kyn', 'one\n');
    put('sub/x.txt', 'x\n');
    const first = commit();
    expect(await traced(join(folder, 'sub'), 'one\n')).toEqual(complete([first, '../a.kyn']));
  });
});

describe('a text that only runs kept', () => {
  const keep = (folder: string, day: number) =>
    keepRun(nodeHost, historyOf(nodeHost, folder), {
      command: 'train',
      time: new Date(Date.UTC(2026, 3, day)),
      id: '0a1b2c3d',
      folder,
      spec: { path: join(folder, 'specs/a.kyn'), text: 'kept\n' },
      imports: [],
      overrides: [],
      tool: 'kyn 1.0.0',
    });

  test('is found with the spec and the start of the newest of them', async () => {
    const { folder } = created();
    await keep(folder, 18);
    await keep(folder, 19);
    const { matches, gaps } = await traceSpec({ host: nodeHost, folders: [folder], label: p => p }, hashOf('kept\n'));
    expect(gaps).toEqual([]);
    expect(matches).toEqual([
      {
        place: 'kept',
        path: join(folder, '.kynml/specs', hashOf('kept\n')),
        spec: join(folder, 'specs/a.kyn'),
        date: '2026-04-19T00:00:00.000Z',
      },
    ]);
  });

  test('has its place among the commits by its time', async () => {
    const { folder, put, commit } = created();
    put('specs/a.kyn', 'kept\n');
    const first = commit();
    await keep(folder, 17);
    expect((await traced(folder, 'kept\n')).matches.map(([place]) => place)).toEqual(['file', first, 'kept']);
    await keep(folder, 20);
    expect((await traced(folder, 'kept\n')).matches.map(([place]) => place)).toEqual(['file', 'kept', first]);
  });

  test('and that was changed since, or is behind a link, is a gap', async () => {
    const { folder } = created();
    await keep(folder, 18);
    writeFileSync(join(folder, '.kynml/specs', hashOf('kept\n')), 'changed\n');
    const name = `.kynml/specs/${hashOf('kept\n')}`;
    expect(await traced(folder, 'kept\n')).toEqual({
      matches: [],
      gaps: [`${name} is not the text with CONFIG_HASH ${hashOf('kept\n').slice(0, 12)} anymore.`],
    });
    renameSync(join(folder, '.kynml'), join(folder, 'elsewhere'));
    symlinkSync('elsewhere', join(folder, '.kynml'));
    expect((await traced(folder, 'kept\n')).gaps).toEqual([
      '.kynml was not searched, because links in it are not followed.',
    ]);
  });
});

describe('what was not searched is reported, and the rest is searched', () => {
  const twoVersions = (): Repository & { readonly commits: readonly string[] } => {
    const repository = created();
    const commits = ['old\n', 'now\n'].map(text => {
      repository.put('a.kyn', text);
      return repository.commit();
    });
    return { ...repository, commits };
  };
  const incomplete = (cause: string): readonly string[] => [`Git was not searched completely: ${cause}.`];

  test('a shallow clone', async () => {
    const from = twoVersions();
    const { folder } = created({ from: `file://${from.folder}`, args: ['--depth', '1'] });
    const gaps = incomplete(
      'the repository is a shallow clone without its older commits (`git fetch --unshallow` gets them)',
    );
    expect(await traced(folder, 'old\n')).toEqual({ matches: [], gaps });
    expect(await traced(folder, 'now\n')).toEqual({
      matches: [
        ['file', 'a.kyn'],
        [from.commits[1], 'a.kyn'],
      ],
      gaps,
    });
  });

  test('a version whose content is missing', async () => {
    const { folder, git, commits } = twoVersions();
    const blob = git('rev-parse', `${commits[0]}:a.kyn`);
    const path = join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2));
    chmodSync(path, 0o644);
    rmSync(path);
    const gaps = incomplete(
      'git could not read the repository: the content of a version of a spec is missing or damaged',
    );
    expect(await traced(folder, 'old\n')).toEqual({ matches: [], gaps });
  });

  test('a repository that git does not recognize', async () => {
    const { folder } = twoVersions();
    rmSync(join(folder, '.git/HEAD'));
    const gaps = incomplete('git does not recognize the repository of this folder');
    expect(await traced(folder, 'old\n')).toEqual({ matches: [], gaps });
    expect((await traced(folder, 'now\n')).matches).toEqual([['file', 'a.kyn']]);
  });

  test('a git that does not answer', async () => {
    const { folder } = twoVersions();
    const host: Host = { ...nodeHost, git: async () => ({ ok: false, reason: 'timeout' }) };
    expect(await traced(folder, 'old\n', host)).toEqual({
      matches: [],
      gaps: incomplete('git did not answer in time'),
    });
  });

  test('a spec and a folder that cannot be read', async () => {
    const { folder, put } = created();
    put('b.kyn', 'secret\n');
    put('closed/a.kyn', 'secret\n');
    const denied = { ok: false, reason: 'denied' } as const;
    const host: Host = {
      ...nodeHost,
      readBytes: (path, limit) => (path.endsWith('/b.kyn') ? denied : nodeHost.readBytes(path, limit)),
      readFolder: path => (path.endsWith('/closed') ? denied : nodeHost.readFolder(path)),
    };
    const { matches, gaps } = await traced(folder, 'secret\n', host);
    expect(matches).toEqual([]);
    expect(gaps).toEqual([
      expect.stringMatching(/^closed was not searched: /),
      expect.stringMatching(/^b\.kyn was not read: /),
    ]);
  });
});
