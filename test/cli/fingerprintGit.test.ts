// kyn fingerprint session where git does not report the state of the work tree.
import { expect, test } from 'vitest';
import type { GitResult } from '../../src-shared/host/host';
import { kyn, parseJsonOutput } from './cliEnvironment';

test.each<[string, GitResult, object, string]>([
  [
    'a repository that git cannot read',
    { ok: false, reason: 'failed', detail: 'bad config line 1' },
    { git_sha: 'unknown', git_dirty: true },
    'kyn: warning: git could not read /w: bad config line 1. What depends on it is unknown. Run `git status` there to see more.\nkyn: git did not report the commit, so the fingerprint records it as `unknown`, and that there may be uncommitted changes (`git_dirty`).\n',
  ],
  [
    'a repository without commits',
    { ok: false, reason: 'no-commits' },
    { git_sha: 'unknown', git_dirty: false },
    'kyn: git did not report the commit (the repository has no commits yet), so the fingerprint records it as `unknown`.\n',
  ],
])('%s is recorded, and reported with the cause', async (_, result, recorded, stderr) => {
  const setup = { git: async () => result, files: { '/w/.git/HEAD': '' } };
  const run = await kyn(setup, 'fingerprint', 'session', '--model', 'm', '--env', 'e');
  expect(parseJsonOutput(run)).toMatchObject(recorded);
  expect(run.stderr).toBe(stderr);
});
