// The place of a commit is claimed only where git answered properly.
import { expect, test } from 'vitest';
import type { GitFailure, GitResult } from '../../../src-shared/host/host';
import { Commits } from '../../../src-shared/repro/git/commitDistance';
import { hostOf } from '../memory';

const HEAD = 'a'.repeat(40);
const OTHER = `0123abcd${'b'.repeat(32)}`;
const NOTHING: GitResult = { ok: true, stdout: new Uint8Array(), nothingFound: true };
const CRASHED: GitFailure = { ok: false, reason: 'crashed', detail: 'it was stopped by SIGSEGV' };
const CORRUPT: GitFailure = { ok: false, reason: 'failed', detail: 'loose object is corrupt' };
const UNBORN: GitFailure = { ok: false, reason: 'no-commits' };
const NOT_GIT = { ok: false, reason: 'failed', detail: expect.stringContaining('it printed something else than') };

type Answers = Readonly<Record<'head' | 'log' | 'commit' | 'count', string | GitResult>>;
const GOOD: Answers = { head: `${HEAD}\n`, log: CORRUPT, commit: `${OTHER}\n`, count: '0\t3\n' };

// A git with changing answers to the four commands.
function gitWith(answers: { now: Answers }) {
  const git = async (_: string, args: readonly string[]): Promise<GitResult> => {
    const command = args.includes('log')
      ? 'log'
      : args.includes('rev-list')
        ? 'count'
        : args.at(-1) === 'HEAD'
          ? 'head'
          : 'commit';
    const answer = answers.now[command];
    return typeof answer === 'string' ? { ok: true, stdout: new TextEncoder().encode(answer) } : answer;
  };
  const commits = new Commits(hostOf({}, git));
  return async () => {
    await commits.refresh('/w', '0123abcd');
    return commits.place('/w', '0123abcd');
  };
}
const placeWith = (changes: Partial<Answers>) => gitWith({ now: { ...GOOD, ...changes } })();
const unknown = (failure: unknown) => ({ state: 'unknown', failure });

test.each([
  ['a commit behind HEAD', {}, { state: 'here', behind: 3 }],
  ['a commit on another branch', { count: '2\t3\n' }, { state: 'aside' }],
  ['a commit that git does not find', { commit: NOTHING }, { state: 'missing' }],
  ['a commit that git cannot read', { commit: CORRUPT }, unknown(CORRUPT)],
  ['a git that crashes at the commit', { commit: CRASHED }, unknown(CRASHED)],
  ['a git that crashes at HEAD', { head: CRASHED }, unknown(CRASHED)],
  ['a git that crashes at the count', { count: CRASHED }, unknown(CRASHED)],
  ['a branch without commits', { head: NOTHING, log: UNBORN }, unknown(UNBORN)],
  ['a damaged branch', { head: NOTHING, log: CORRUPT }, unknown(CORRUPT)],
  ['a program that always ends with 1', { head: NOTHING, log: NOTHING }, unknown(NOT_GIT)],
  ['a program that prints nothing', { head: '', commit: '', count: '' }, unknown(NOT_GIT)],
  ['a commit that is empty', { commit: '' }, unknown(NOT_GIT)],
  ['a count that is not one', { count: 'hello' }, unknown(NOT_GIT)],
])('%s', async (_, changes, place) => {
  expect(await placeWith(changes)).toEqual(place);
});

test.each([
  ['unknown', CRASHED],
  ['missing', NOTHING],
])('a place that is %s is queried again, even if HEAD did not move', async (state, commit) => {
  const answers: { now: Answers } = { now: { ...GOOD, commit } };
  const place = gitWith(answers);
  expect(await place()).toMatchObject({ state });
  answers.now = { ...GOOD, commit: `${OTHER}\n` };
  expect(await place()).toEqual({ state: 'here', behind: 3 });
  answers.now = { ...GOOD, commit: CRASHED };
  expect(await place()).toEqual({ state: 'here', behind: 3 });
});
