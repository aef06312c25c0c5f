// The message about a repository that git cannot read, and the command that it suggests.
import { describe, expect, test } from 'vitest';
import type { GitFailure } from '../../../src-shared/host/host';
import { repositoryOf } from '../../../src-shared/host/repositoryOf';
import { failureText, gitProblem, withGitReports } from '../../../src-shared/repro/git/gitFailure';
import { OPENAI } from '../../secretSample';
import { hostOf } from '../memory';

const message = (folder: string, failure: GitFailure, more = 0): string =>
  gitProblem(hostOf({ [`${folder}/.git/HEAD`]: '' }), folder, failure)?.message(more) ?? '';
const command = (folder: string): string | undefined =>
  /`(.*)`/.exec(message(folder, { ok: false, reason: 'refused' }))?.[1];
const failed = (detail: string): GitFailure => ({ ok: false, reason: 'failed', detail });

test.each([
  ['/srv/repo', '/srv/repo'],
  ['/srv/my repo', '"/srv/my repo"'],
  ["/srv/it's", `"/srv/it's"`],
  ['C:/my work/a', '"C:/my work/a"'],
  ['/srv/a"b', `'/srv/a"b'`],
  ['/srv/$(x) y', `'/srv/$(x) y'`],
  [`/srv/$'x'`, `'/srv/$'\\''x'\\'''`],
  ['/srv/a;b', '"/srv/a;b"'],
])('the path %s is one argument of a shell', (folder, argument) => {
  expect(command(folder)).toBe(`git config --global --add safe.directory ${argument}`);
});

test('a `.git` that is a link to nothing is a repository that cannot be read, not the absence of one', () => {
  const host = hostOf({ '/a/.git': { brokenLink: '.git' }, '/a/b/x': '', '/c/x': '' });
  expect(repositoryOf(host, '/a/b')).toBe('/a');
  for (const reason of ['outside', 'failed', 'timeout'] as const)
    expect(gitProblem(host, '/a/b', { ok: false, reason })?.message(0)).toBe(
      '/a/.git is a link that cannot be followed, so the commits and changes of the repository are unknown.',
    );
  expect(gitProblem(host, '/c', { ok: false, reason: 'outside' })).toBeUndefined();
});

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

test.each([
  ['ls-files', ['ls-files', '-z', '--', ':(top)*.csv'], 'hello\n'],
  ['rev-parse', ['rev-parse', '--show-toplevel'], 'hello\n'],
  ['rev-parse without output', ['rev-parse', '--is-inside-work-tree'], ''],
])('a program that ends without an error, but does not answer %s as git does, is reported', async (_, args, text) => {
  const reports: string[] = [];
  const host = { ...hostOf({ '/a/.git/HEAD': '' }), git: async () => ({ ok: true as const, stdout: bytes(text) }) };
  const answer = await withGitReports(host, problem => reports.push(problem.message())).git('/a', args);
  const detail = 'it printed something else than git prints';
  expect(answer).toEqual({ ok: false, reason: 'failed', detail });
  expect(reports).toEqual([
    `git could not read /a: ${detail}. What depends on it is unknown. Run \`git status\` there to see more.`,
  ]);
});

test.each([
  ['a list', ['ls-files', '-z'], 'a\nb\0c\0'],
  ['an empty list', ['ls-files', '-z'], ''],
  ['a folder', ['rev-parse', '--show-toplevel'], '/a\n'],
  ['a folder of Windows', ['rev-parse', '--show-toplevel'], 'C:/a\n'],
  ['a word', ['rev-parse', '--is-inside-work-tree'], 'false\n'],
])('what git prints is taken: %s', async (_, args, text) => {
  const host = { ...hostOf({ '/a/.git/HEAD': '' }), git: async () => ({ ok: true as const, stdout: bytes(text) }) };
  expect((await withGitReports(host, () => undefined).git('/a', args)).ok).toBe(true);
});

test('a `.git` that git does not recognize is reported', () => {
  expect(message('/a', { ok: false, reason: 'broken' })).toBe(
    'git does not recognize /a/.git as a repository, so its commits and changes are unknown. It may be damaged, or belong to a repository that is not on this machine.',
  );
});

describe('a git that fails for another reason', () => {
  test.each([
    ['Expected git repo version <= 1, found 99', 'A newer git may be able to read it.'],
    ['unknown repository extension found: foobar', 'A newer git may be able to read it.'],
    ['index file corrupt', 'Run `git fsck` there to find what is damaged.'],
    ['bad config line 1 in file .git/config', 'Run `git status` there to see more.'],
  ])('is reported with the reason and what to do: %s', (detail, advice) => {
    expect(message('/a', failed(detail))).toBe(
      `git could not read /a: ${detail}. What depends on it is unknown. ${advice}`,
    );
    expect(failureText(failed(detail))).toBe(`git could not read the repository: ${detail}`);
  });

  test('is reported on one short line, without secrets and control characters', () => {
    const detail = `bad\u001b[2J\nname ${OPENAI} ${'x'.repeat(5000)}`;
    for (const text of [message('/a', failed(detail)), failureText(failed(detail))]) {
      expect(text).toContain('bad\\u001b[2J\\u000aname');
      expect(text).not.toContain(OPENAI);
      expect(text.length).toBeLessThan(350);
    }
  });

  test('a repository without commits is not a problem', () => {
    expect(message('/a', { ok: false, reason: 'no-commits' })).toBe('');
  });
});

describe('reports', () => {
  const files = { '/a/.git/HEAD': '', '/b/x': '', '/c/.git/HEAD': '', '/d/.git/HEAD': '' };
  const reportsOf = async (failures: Readonly<Record<string, GitFailure>>) => {
    const reported: (() => string)[] = [];
    const host = withGitReports(
      hostOf(files, async folder => failures[folder]),
      problem => reported.push(problem.message),
    );
    const first: string[] = [];
    for (const folder of ['/a', '/a', '/b', '/c', '/d']) {
      await host.git(folder, ['status']);
      if (reported.length > first.length) first.push(reported[first.length]?.() ?? '');
    }
    return { first, last: reported.map(text => text()) };
  };
  const all = (failure: GitFailure) => ({ '/a': failure, '/b': failure, '/c': failure, '/d': failure });

  test('a problem of a repository is reported once for each, and nothing outside of a repository', async () => {
    const { first } = await reportsOf(all({ ok: false, reason: 'refused' }));
    expect(first.map(text => text.slice(0, 24))).toEqual(['/a', '/c', '/d'].map(r => `git refuses to read ${r}, `));
  });

  test.each(['timeout', 'missing', 'crashed'] as const)(
    'a problem of git itself (%s) is reported once, and counts the other repositories',
    async reason => {
      const { first, last } = await reportsOf(all({ ok: false, reason }));
      expect(first).toEqual([expect.stringMatching(/ \/a[.,:]/)]);
      expect(last).toEqual([expect.stringContaining(' /a and 2 more repositories')]);
    },
  );

  test('several failures of one repository are one report', async () => {
    let count = 0;
    const reported: string[] = [];
    const host = withGitReports(
      hostOf(files, async () => failed(`reason ${count++}`)),
      problem => reported.push(problem.message()),
    );
    for (let i = 0; i < 3; i++) await host.git('/a', ['status']);
    expect(reported).toEqual([expect.stringContaining('git could not read /a: reason 0.')]);
  });
});
