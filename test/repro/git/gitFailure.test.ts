// The message about a repository that git cannot read, and the command that it suggests.
import { expect, test } from 'vitest';
import { repositoryOf } from '../../../src-shared/host/repositoryOf';
import { gitFailureIn, gitProblem, withGitReports } from '../../../src-shared/repro/git/gitFailure';
import { hostOf } from '../memory';

const command = (folder: string): string | undefined =>
  /`(.*)`/.exec(gitProblem(hostOf({ [`${folder}/.git/HEAD`]: '' }), folder, 'refused')?.message ?? '')?.[1];

test.each([
  ['/work/repo', '/work/repo'],
  ['/work/my repo', '"/work/my repo"'],
  ["/work/it's", `"/work/it's"`],
  ['C:/my work/a', '"C:/my work/a"'],
  ['/work/a"b', `'/work/a"b'`],
  ['/work/$(x) y', `'/work/$(x) y'`],
  [`/work/$'x'`, `'/work/$'\\''x'\\'''`],
  ['/work/a;b', '"/work/a;b"'],
])('the path %s is one argument of a shell', (folder, argument) => {
  expect(command(folder)).toBe(`git config --global --add safe.directory ${argument}`);
});

test('a `.git` that is a link to nothing is a repository that cannot be read, not the absence of one', () => {
  const host = hostOf({ '/a/.git': { brokenLink: '.git' }, '/a/b/x': '', '/c/x': '' });
  expect(repositoryOf(host, '/a/b')).toBe('/a');
  for (const reason of ['outside', 'failed', 'timeout'] as const)
    expect(gitProblem(host, '/a/b', reason)?.message).toBe(
      '/a/.git is a link that cannot be followed, so the commits and changes of the repository are unknown.',
    );
  expect(gitProblem(host, '/c', 'outside')).toBeUndefined();
});

test('a `.git` that git does not recognize is reported', () => {
  const host = hostOf({ '/a/.git/x': '', '/c/x': '' });
  expect(gitProblem(host, '/a/b', 'broken')?.message).toBe(
    'git does not recognize /a/.git as a repository, so its commits and changes are unknown. It may be damaged, or belong to a repository that is not on this machine.',
  );
});

test('each repository is reported once, and nothing outside of a repository', async () => {
  const reported: string[] = [];
  const host = withGitReports(
    hostOf({ '/a/.git/HEAD': '', '/b/x': '' }, async () => ({ ok: false, reason: 'refused' })),
    ({ message }) => reported.push(message),
  );
  for (const folder of ['/a', '/a', '/b']) await host.git(folder, ['status']);
  expect(reported).toHaveLength(1);
  expect(reported[0]).toContain('git refuses to read /a, because it belongs to another user.');
  expect(await gitFailureIn(host, '/a')).toBe('refused');
});
