// Prompts before a training starts and messages at its end.
import { describe, expect, it } from 'vitest';
import { lockPrompt } from '../../../client/src/tasks/lockPrompt';
import { trainingResultMessage } from '../../../client/src/tasks/trainingResultMessage';
import { requiresCleanTree, uncommittedChangesPrompt } from '../../../client/src/tasks/uncommittedChangesPrompt';
import type { LockPlan, LockState } from '../../../src-shared/protocol/requests';
import { drifted, hashA, hashB, regeneratePlan, run, spec, unlocked } from '../fixtures';

const withLock = (state: LockState) => ({ ...spec, lock: { ...spec.lock, state } });
const refused = { ...regeneratePlan, action: 'refuse' } as const;
const ask = (state: typeof spec, plan: LockPlan = regeneratePlan) => lockPrompt(state, 'h.kyn', plan);
const answers = (state: typeof spec, plan?: LockPlan) => ask(state, plan)?.choices.map(({ value }) => value);

describe('lock prompt', () => {
  it('is not shown when the spec matches its lock or has no lock', () => {
    expect(ask(spec)).toBeUndefined();
    expect(ask(unlocked)).toBeUndefined();
  });

  it('describes the drift and what regenerating accepts', () => {
    expect(ask(drifted)?.title).toBe(
      'h.kyn changed since it was locked (locked: 13e9f1e1db50, current: 9e9e602294c9). 1 setting changes: train.epochs 20 → 30.',
    );
    expect(answers(drifted)).toEqual(['regenerate', 'show', 'train', 'cancel']);
  });

  it('offers to show what changed', () => {
    expect(ask(drifted)?.choices[1]).toMatchObject({ icon: 'git-compare', label: 'Show what changed' });
  });

  it.each(['invalid', 'newer'] as const)('shows the message of the server for a lock that is %s', state => {
    expect(ask(withLock(state))?.title).toBe(spec.message);
  });

  it('offers to replace a lock only if that is possible', () => {
    expect(answers(withLock('invalid'))).toEqual(['regenerate', 'train', 'cancel']);
    expect(answers(withLock('invalid'), refused)).toEqual(['train', 'cancel']);
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
  ])('with the setting %s block a training: %s, an eval: %s', (setting, training, evaluation) => {
    expect(requiresCleanTree(setting, 'training')).toBe(training);
    expect(requiresCleanTree(setting, 'eval')).toBe(evaluation);
  });

  it('are shown with commit and branch; an unknown git state is shown too', () => {
    const tree = { sha: 'abcdef0123456789', branch: 'main', dirty: true };
    expect(uncommittedChangesPrompt('h.kyn', tree)?.text).toContain('h.kyn is in a work tree with uncommitted changes');
    expect(uncommittedChangesPrompt('h.kyn', tree)?.detail).toMatch(/^Commit abcdef01 on main\./);
    expect(uncommittedChangesPrompt('h.kyn', 'unknown')?.text).toContain('did not report');
  });

  it('are not reported in a clean tree or outside a git repository', () => {
    expect(uncommittedChangesPrompt('h.kyn', { sha: 'a', branch: 'main', dirty: false })).toBeUndefined();
    expect(uncommittedChangesPrompt('h.kyn', null)).toBeUndefined();
  });

  it('are named in the result of the run', () => {
    const ended = { name: 'h.kyn', configHash: hashA, run, dirtyAt: 'abcdef0123456789' };
    expect(trainingResultMessage(ended).text).toBe(
      'Run of h.kyn finished: mae 0.1230. It ran with uncommitted changes on top of commit abcdef01.',
    );
  });
});

describe('end of a run', () => {
  const report = (item: typeof run | undefined, configHash: string | null = hashA) =>
    trainingResultMessage({ name: 'h.kyn', configHash, run: item });

  it('names the metric of the run', () => {
    expect(report(run)).toEqual({ matchesSpec: true, isUsable: true, text: 'Run of h.kyn finished: mae 0.1230.' });
    expect(report({ ...run, metric: '' }).text).toBe('Run of h.kyn finished.');
  });

  it('states that a result with a metric that is not finite is unusable', () => {
    expect(report({ ...run, hasDiverged: true })).toEqual({
      matchesSpec: true,
      isUsable: false,
      text: 'Run of h.kyn finished: mae 0.1230. A metric is not finite, so the result is unusable: the training probably diverged.',
    });
  });

  it('detects the run of another spec', () => {
    expect(report({ ...run, configHash: hashB })).toEqual({
      matchesSpec: false,
      isUsable: false,
      text: 'The run ended, but run_manifest.json is not from this spec: it contains CONFIG_HASH 9e9e602294c9, and h.kyn had CONFIG_HASH 13e9f1e1db50 when training started.',
    });
    expect(report({ ...run, configHash: null }).text).toContain('it contains no CONFIG_HASH');
    expect(report({ ...run, configHash: null }, null).matchesSpec).toBe(false);
  });

  it('reports an unreadable manifest', () => {
    expect(report(undefined)).toEqual({
      matchesSpec: false,
      isUsable: false,
      text: 'The run of h.kyn ended, but its run_manifest.json is not a readable run manifest.',
    });
  });
});
