// What training asks before it starts and says at its end.
import { describe, expect, it } from 'vitest';
import { lockQuestion } from '../../client/src/tasks/lockQuestion';
import { trainingResultMessage } from '../../client/src/tasks/trainingResultMessage';
import { requiresCleanTree, uncommittedChangesPrompt } from '../../client/src/tasks/uncommittedChangesPrompt';
import type { LockState } from '../../src-shared/protocol/requests';
import { drifted, hashA, hashB, run, spec, unlocked } from './fixtures';

const withLock = (state: LockState) => ({ ...spec, lock: { ...spec.lock, state } });
const ask = (state: typeof spec, replaceable = true) => lockQuestion(state, 'h.kyn', replaceable);
const answers = (state: typeof spec, replaceable = true) => ask(state, replaceable)?.choices.map(({ value }) => value);

describe('question about the lock', () => {
  it('is not asked where the spec is as locked, or has no lock', () => {
    expect(ask(spec)).toBeUndefined();
    expect(ask(unlocked)).toBeUndefined();
  });

  it('names the drift', () => {
    expect(ask(drifted)?.title).toBe(
      'h.kyn changed after it was locked (locked: 13e9f1e1db50, current: 9e9e602294c9).',
    );
    expect(answers(drifted)).toEqual(['regenerate', 'train', 'cancel']);
  });

  it.each(['invalid', 'newer'] as const)('repeats what the server says of a lock that is %s', state => {
    expect(ask(withLock(state))?.title).toBe(spec.message);
  });

  it('offers to replace a lock only where that can be done', () => {
    expect(answers(withLock('invalid'))).toEqual(['regenerate', 'train', 'cancel']);
    expect(answers(withLock('invalid'), false)).toEqual(['train', 'cancel']);
    expect(answers(withLock('newer'))).toEqual(['train', 'cancel']);
  });
});

describe('uncommitted changes', () => {
  it.each([
    ['eval', false, true],
    ['always', true, true],
    ['never', false, false],
    [undefined, false, true],
    ['sometimes', false, true],
  ])('with the setting %s stop a training: %s, an eval: %s', (setting, training, evaluation) => {
    expect(requiresCleanTree(setting, 'training')).toBe(training);
    expect(requiresCleanTree(setting, 'eval')).toBe(evaluation);
  });

  it('are told with commit and branch; what git does not say is told too', () => {
    const tree = { sha: 'abcdef0123456789', branch: 'main', dirty: true };
    expect(uncommittedChangesPrompt('h.kyn', tree)?.text).toContain('h.kyn is in a work tree with uncommitted changes');
    expect(uncommittedChangesPrompt('h.kyn', tree)?.detail).toMatch(/^Commit abcdef01 on main\./);
    expect(uncommittedChangesPrompt('h.kyn', 'unknown')?.text).toContain('did not report');
  });

  it('are none in a clean tree and outside of git', () => {
    expect(uncommittedChangesPrompt('h.kyn', { sha: 'a', branch: 'main', dirty: false })).toBeUndefined();
    expect(uncommittedChangesPrompt('h.kyn', null)).toBeUndefined();
  });

  it('stay with the report of the run', () => {
    const ended = { name: 'h.kyn', configHash: hashA, run, dirtyAt: 'abcdef0123456789' };
    expect(trainingResultMessage(ended).text).toBe(
      'Run of h.kyn finished: mae 0.1230. It ran with uncommitted changes on top of commit abcdef01.',
    );
  });
});

describe('end of a run', () => {
  const report = (item: typeof run | undefined, configHash: string | null = hashA) =>
    trainingResultMessage({ name: 'h.kyn', configHash, run: item });

  it('names the metric of its own run', () => {
    expect(report(run)).toEqual({ matchesSpec: true, text: 'Run of h.kyn finished: mae 0.1230.' });
    expect(report({ ...run, metric: '' }).text).toBe('Run of h.kyn finished.');
  });

  it('never takes the run of another spec for its own', () => {
    expect(report({ ...run, configHash: hashB })).toEqual({
      matchesSpec: false,
      text: 'The run ended, but run_manifest.json is not from this spec: it contains CONFIG_HASH 9e9e602294c9, and h.kyn had CONFIG_HASH 13e9f1e1db50 when training started.',
    });
    expect(report({ ...run, configHash: null }).text).toContain('it contains no CONFIG_HASH');
    expect(report({ ...run, configHash: null }, null).matchesSpec).toBe(false);
  });

  it('says so when the manifest is none', () => {
    expect(report(undefined)).toEqual({
      matchesSpec: false,
      text: 'The run of h.kyn ended, but its run_manifest.json is not a readable run manifest.',
    });
  });
});
