// The state of a work tree is claimed only where git answered properly.
import { expect, test } from 'vitest';
import type { GitFailure, GitResult } from '../../../src-shared/host/host';
import { gitInfo, queryGit } from '../../../src-shared/repro/git/gitInfo';
import { missingState } from '../../../src-shared/repro/git/missingState';
import { hostOf } from '../memory';

const HEAD = 'a'.repeat(40);
const CORRUPT: GitFailure = { ok: false, reason: 'failed', detail: 'index file corrupt' };
const NOTHING: GitResult = { ok: true, stdout: new Uint8Array(), nothingFound: true };
const bytes = (text: string) => new TextEncoder().encode(text);

type Command = 'head' | 'branch' | 'log' | 'config' | 'status' | 'ls-files';
const GOOD: Readonly<Record<Command, string | GitResult>> = {
  head: `${HEAD}\n`,
  branch: 'main\n',
  log: CORRUPT,
  config: 'core.bare\0',
  status: '## main\n',
  'ls-files': '',
};
const commandOf = (args: readonly string[]): Command => {
  const named = (['log', 'config', 'status', 'ls-files'] as const).find(name => args.includes(name));
  return named ?? (args.includes('--abbrev-ref') ? 'branch' : 'head');
};

async function stateWith(changes: Partial<typeof GOOD>) {
  const git = async (_: string, args: readonly string[]) => {
    const answer = { ...GOOD, ...changes }[commandOf(args)];
    return typeof answer === 'string' ? bytes(answer) : answer;
  };
  const answer = await queryGit(hostOf({ '/w/.git/HEAD': '' }, git), '/w');
  return { info: gitInfo(answer), why: answer.kind === 'complete' ? undefined : missingState(answer), answer };
}

test.each([
  ['clean', {}, false],
  ['changed', { status: '## main...origin/main\n M a.py\n' }, true],
] as const)('a work tree that is %s', async (_, changes, dirty) => {
  expect((await stateWith(changes)).answer).toEqual({ kind: 'complete', state: { sha: HEAD, branch: 'main', dirty } });
});

const ONLY = `git reported commit ${HEAD.slice(0, 12)}, but not its branch or whether files changed since, because`;

test.each<[string, Partial<typeof GOOD>, string]>([
  ['status fails', { status: CORRUPT }, 'git could not read the repository: index file corrupt.'],
  ['status prints nothing', { status: '' }, 'git could not read the repository: it printed something else than'],
  ['status prints something else', { status: 'hello\n' }, 'git could not read the repository: it printed'],
  ['the list of files fails', { 'ls-files': CORRUPT }, 'git could not read the repository: index file corrupt.'],
  ['the settings cannot be read', { config: CORRUPT }, 'git could not read the repository: index file corrupt.'],
  ['the branch is empty', { branch: '' }, 'git could not read the repository: it printed something else than a'],
  [
    'a folder cannot be opened',
    { status: { ok: true, stdout: bytes('## main\n'), unopened: ['/w/d'] } },
    'git cannot open /w/d.',
  ],
  ['a filter cannot be disabled', { config: 'filter.a=b.clean\0' }, 'a filter whose name contains `=` cannot'],
])('where %s, the commit is known, and changes are not ruled out', async (_, changes, cause) => {
  const { info, why, answer } = await stateWith(changes);
  expect(info).toEqual({ sha: HEAD.slice(0, 8), dirty: true });
  expect(why).toContain(`${ONLY} ${cause}`);
  expect(answer.kind).toBe('incomplete');
});

test('before the first commit, nothing is known to have changed since it', async () => {
  const { info, why } = await stateWith({ head: NOTHING, log: { ok: false, reason: 'no-commits' } });
  expect(info).toEqual({ sha: 'unknown', dirty: false });
  expect(why).toBe('the repository has no commits yet. Commit the experiment first.');
});

test.each<[string, Partial<typeof GOOD>, string]>([
  ['a damaged branch', { head: NOTHING }, 'index file corrupt'],
  ['a program that always ends with 1', { head: NOTHING, log: NOTHING }, 'it printed something else than a commit'],
  ['a program that prints nothing', { head: '' }, 'it printed something else than a commit'],
])('%s is not a repository without commits, and changes are not ruled out', async (_, changes, detail) => {
  const { info, why } = await stateWith(changes);
  expect(info).toEqual({ sha: 'unknown', dirty: true });
  expect(why).toBe(`the commit is unknown, because git could not read the repository: ${detail}.`);
});

test.each<[GitFailure['reason'], string, 'outside' | 'incomplete']>([
  ['outside', '/v', 'outside'],
  ['missing', '/v', 'outside'],
  ['timeout', '/v', 'incomplete'],
  ['crashed', '/v', 'incomplete'],
  ['missing', '/link', 'incomplete'],
])(
  'without git (%s), %s is %s: only git or the absence of a repository says that it is outside',
  async (reason, folder, kind) => {
    const host = hostOf({ '/w/.git/HEAD': '', '/v/a': '' }, async () => ({ ok: false, reason }));
    const realPath = (path: string) => (path === '/link' ? '/w' : host.realPath(path));
    const answer = await queryGit({ ...host, realPath }, folder);
    expect([answer.kind, gitInfo(answer).dirty]).toEqual([kind, kind === 'incomplete']);
  },
);
