// Versions of specs in git: reading recorded output, and one real repository.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Commits } from '../../../src-shared/repro/git/commitDistance';
import { parseBatch, type SpecHistory, specHistory, tips, versionText } from '../../../src-shared/repro/git/git';
import { headOf } from '../../../src-shared/repro/git/head';
import { parseLog } from '../../../src-shared/repro/git/specLog';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

const [c1, c2, b1, b2] = ['1', '2', 'a', 'b'].map(d => d.repeat(40)) as [string, string, string, string];
const none = '0'.repeat(40);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the log', () => {
  const line = (from: string, to: string, letter: string) => `:100644 100644 ${from} ${to} ${letter}`;

  test('gives each file that a commit leaves with new content, newest first', () => {
    const log = [
      `\u0001${c2} 2026-04-19T10:00:00+02:00 Ann  Author`,
      `\n${line(b1, b2, 'M')}`,
      'specs/a b.kyn',
      line(none, b1, 'A'),
      'häuser\t"x".kyn',
      `\u0001${c1} 2026-04-18T10:00:00+02:00 `,
      `\n${line(none, b1, 'A')}`,
      'specs/a b.kyn',
      '',
    ].join('\0');
    const [second, first] = [
      { commit: c2, date: '2026-04-19T10:00:00+02:00', author: 'Ann  Author' },
      { commit: c1, date: '2026-04-18T10:00:00+02:00', author: '' },
    ];
    expect(parseLog(log)).toEqual({
      commits: [c2, c1],
      versions: [
        { ...second, path: 'specs/a b.kyn', blob: b2 },
        { ...second, path: 'häuser\t"x".kyn', blob: b1 },
        { ...first, path: 'specs/a b.kyn', blob: b1 },
      ],
    });
  });

  test('leaves out what a commit removes', () => {
    const log = [`\u0001${c2} 2026-04-19T10:00:00Z`, `\n${line(b1, none, 'D')}`, 'a.kyn', ''].join('\0');
    expect(parseLog(log).versions).toEqual([]);
  });

  test('leaves out a submodule with the name of a spec', () => {
    const log = [`\u0001${c2} 2026-04-19T10:00:00Z`, `\n:000000 160000 ${none} ${b1} A`, 'a.kyn', ''].join('\0');
    expect(parseLog(log).versions).toEqual([]);
  });

  test('takes a path for a path, whatever it looks like', () => {
    const path = `${line(b1, b2, 'M')}.kyn`;
    const log = [
      `\u0001${c1} 2026-04-19T10:00:00Z`,
      `\n${line(none, b1, 'A')}`,
      path,
      line(none, b2, 'A'),
      `\u0001${c2} x.kyn`,
      '',
    ];
    expect(parseLog(log.join('\0')).versions.map(v => [v.commit, v.path])).toEqual([
      [c1, path],
      [c1, `\u0001${c2} x.kyn`],
    ]);
  });

  test.each(['', '\0', 'fatal: not a git repository', `\u0001${c1}`, `:100644 100644 ${b1}`])(
    '%j gives nothing',
    log => {
      expect(parseLog(log).versions).toEqual([]);
    },
  );
});

describe('contents', () => {
  const decode = nodeHost.decodeUtf8;

  test('are read by their size', () => {
    const out = bytes(`${b1} blob 4\nä\n\n\n${b2} blob 0\n\n${c1} missing\n${c2} blob 2\nx\u0000\n`);
    expect([...parseBatch(out, decode)]).toEqual([
      [b1, 'ä\n\n'],
      [b2, ''],
      [c2, 'x\u0000'],
    ]);
  });

  test('that look like headers are contents', () => {
    const text = `${b2} blob 3\nabc\n`;
    const out = bytes(`${b1} blob ${text.length}\n${text}\n${b2} blob 1\ny\n`);
    expect([...parseBatch(out, decode)]).toEqual([
      [b1, text],
      [b2, 'y'],
    ]);
  });

  test('that are not UTF-8 have no text, and the next is read', () => {
    const out = Uint8Array.from([...bytes(`${b1} blob 2\n`), 0xff, 0xfe, 10, ...bytes(`${b2} blob 1\ny\n`)]);
    expect([...parseBatch(out, decode)]).toEqual([
      [b1, undefined],
      [b2, 'y'],
    ]);
  });

  test('that are cut off do not run away', () => {
    for (const out of [
      '',
      b1,
      `${b1} blob`,
      `${b1} blob 5\nab`,
      `${b1} blob 99999999999\nab\n`,
      `${b1} blob x\nab\n`,
      `${b1} blob -5\nab\n`,
    ])
      expect([...parseBatch(bytes(out), decode).keys()].length).toBeLessThanOrEqual(1);
  });
});

describe('without git', () => {
  test('there are no versions and no commit', async () => {
    const host = hostOf({});
    const missing = { ok: false, reason: 'missing' };
    expect(await tips(host, '/w')).toEqual(missing);
    expect(await specHistory(host, '/w')).toEqual(missing);
    expect(await versionText(host, '/w', { commit: c1, date: '', author: '', path: 'a.kyn', blob: b1 })).toEqual(
      missing,
    );
  });

  test.each([
    ['nothing', ''],
    ['something else', 'hello\n'],
  ])('a program that prints %s proves nothing about versions', async (_, text) => {
    const host = hostOf({}, async () => bytes(text));
    expect(await specHistory(host, '/w')).toMatchObject({ ok: false, reason: 'failed' });
  });
});

describe('a real repository', () => {
  let folder = '';
  const git = (...args: string[]): string => {
    const run = spawnSync(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@b.c', '-c', 'commit.gpgSign=false', ...args],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(run.status, `${args.join(' ')}\n${run.stderr}`).toBe(0);
    return run.stdout.trim();
  };
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const commit = (message: string): string => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  const versionsIn = async (at: string): Promise<SpecHistory> => {
    const history = await specHistory(nodeHost, at);
    return history.ok ? history.versions : expect.fail(history.reason);
  };
  const hash = (text: string): string => configHash(text, nodeHost.sha256);
  const commits: string[] = [];

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'spec history ')));
    git('init', '--quiet', '-b', 'main');
    git('config', 'core.autocrlf', 'false');
    expect(spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd: folder }).status).toBe(1);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('without a commit has no head and no versions', async () => {
    expect(await tips(nodeHost, folder)).toMatchObject({ ok: true, text: '' });
    expect(await specHistory(nodeHost, folder)).toEqual({ ok: true, versions: new Map(), blobs: new Map() });
    expect(await headOf(nodeHost, folder)).toEqual({ ok: false, reason: 'no-commits' });
  });

  test('has every version of every spec, the newest of several alike', async () => {
    put('specs/a b.kyn', 'one\n');
    put('specs/häuser "x".kyn', 'zwei\r\n');
    put('notes.txt', 'no spec\n');
    commits.push(commit('first\n\n\u0001 not a header'));
    put('specs/a b.kyn', 'one, changed\n');
    put('latin.kyn', Uint8Array.from([0xe9]));
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9]), Buffer.from('.kyn')]),
      'strange name\n',
    );
    commits.push(commit('second'));
    renameSync(join(folder, 'specs/a b.kyn'), join(folder, 'renamed.kyn'));
    commits.push(commit('third'));
    git('checkout', '--quiet', '-b', 'side', commits[0] as string);
    put('side.kyn', 'on a branch\n');
    commits.push(commit('fourth'));
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-edit', 'side');
    rmSync(join(folder, 'renamed.kyn'));
    commits.push(commit('fifth'));
    put('new.kyn', 'not committed\n');

    const history = await versionsIn(folder);
    const found = [...history].map(([h, [v]]) => [h, v.commit, v.path]).sort();
    expect(found).toEqual(
      [
        [hash('one\n'), commits[0], 'specs/a b.kyn'],
        [hash('zwei\n'), commits[0], 'specs/häuser "x".kyn'],
        [hash('one, changed\n'), commits[2], 'renamed.kyn'],
        [hash('on a branch\n'), commits[3], 'side.kyn'],
        [hash('strange name\n'), commits[1], '\ufffd'],
      ].sort(),
    );
    const version = history.get(hash('zwei\n'))?.[0];
    expect(version?.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/);
    expect(version && (await versionText(nodeHost, folder, version))).toEqual({ ok: true, text: 'zwei\r\n' });
    expect(await tips(nodeHost, folder)).toMatchObject({ text: expect.stringContaining(commits[4] ?? '') });
  });

  test('is the same for a subfolder: all specs of the repository, by their path from the top', async () => {
    expect(await specHistory(nodeHost, join(folder, 'specs'))).toEqual(await specHistory(nodeHost, folder));
  });

  test('is the same for any configuration of the user', async () => {
    const [top, below] = [folder, join(folder, 'specs')];
    const before = [...(await versionsIn(top)), ...(await versionsIn(below))];
    const settings = {
      'color.ui': 'always',
      'core.quotePath': 'false',
      'diff.renames': 'copies',
      'diff.noprefix': 'true',
      'diff.relative': 'true',
      'format.pretty': 'fuller',
      'log.abbrevCommit': 'true',
      'log.date': 'relative',
      'log.decorate': 'full',
      'log.diffMerges': 'separate',
      'log.follow': 'true',
      'log.showRoot': 'false',
      'log.showSignature': 'true',
      'core.abbrev': '7',
    };
    for (const [key, value] of Object.entries(settings)) git('config', key, value);
    const after = [...(await versionsIn(top)), ...(await versionsIn(below))];
    expect(after).toEqual(before);
  });

  test('with a damaged version states that versions are unknown, and has the others', async () => {
    const [blob = ''] = git('rev-parse', `${commits[0]}:specs/a b.kyn`).split('\n');
    const path = join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2));
    chmodSync(path, 0o644);
    writeFileSync(path, 'garbage');
    const history = await specHistory(nodeHost, folder);
    const gap = {
      ok: false,
      reason: 'failed',
      detail: 'the content of a version of a spec is missing or damaged',
    };
    expect(history).toMatchObject({ ok: true, gap });
    expect(history.ok && [...history.versions.keys()]).toHaveLength(4);
    expect(await versionText(nodeHost, folder, { commit: '', date: '', author: '', path: '', blob })).toEqual(gap);
  });

  test('with a damaged commit is not a repository without that commit', async () => {
    const [, sha = ''] = commits;
    const commitsOf = async (name: string) => {
      const places = new Commits(nodeHost);
      await places.refresh(folder, name);
      return places.place(folder, name);
    };
    expect(await commitsOf(sha)).toMatchObject({ state: 'here' });
    expect(await commitsOf('0123abcd')).toEqual({ state: 'missing' });
    const path = join(folder, '.git/objects', sha.slice(0, 2), sha.slice(2));
    chmodSync(path, 0o644);
    writeFileSync(path, 'garbage');
    for (const name of [sha, sha.slice(0, 8)])
      expect(await commitsOf(name)).toMatchObject({
        state: 'unknown',
        failure: { reason: 'failed', detail: expect.stringMatching(/^loose object .* is corrupt$/) },
      });
  });

  test('with a damaged branch is not a repository without commits', async () => {
    writeFileSync(join(folder, '.git/refs/heads/main'), 'garbage\n');
    const detail = 'your current branch appears to be broken';
    expect(await headOf(nodeHost, folder)).toEqual({ ok: false, reason: 'failed', detail });
  });
});
