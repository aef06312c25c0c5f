// What training asks before it starts and says at its end.
import { describe, expect, it } from 'vitest';
import { lockQuestion } from '../../client/src/tasks/lockQuestion';
import { runEndReport } from '../../client/src/tasks/runEndReport';
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
    expect(ask(drifted)?.title).toBe('h.kyn changed since it was locked (locked 13e9f1e1db50, now 9e9e602294c9).');
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

describe('end of a run', () => {
  const report = (item: typeof run | undefined, configHash: string | null = hashA) =>
    runEndReport({ name: 'h.kyn', configHash, run: item });

  it('names the metric of its own run', () => {
    expect(report(run)).toEqual({ own: true, text: 'Run of h.kyn finished: mae 0.1230.' });
    expect(report({ ...run, metric: '' }).text).toBe('Run of h.kyn finished.');
  });

  it('never takes the run of another spec for its own', () => {
    expect(report({ ...run, configHash: hashB })).toEqual({
      own: false,
      text: 'The run ended, but run_manifest.json was not written by this spec (it holds CONFIG_HASH 9e9e602294c9, h.kyn had CONFIG_HASH 13e9f1e1db50 when training started).',
    });
    expect(report({ ...run, configHash: null }).text).toContain('it holds no CONFIG_HASH');
    expect(report({ ...run, configHash: null }, null).own).toBe(false);
  });

  it('says so when the manifest is none', () => {
    expect(report(undefined)).toEqual({
      own: false,
      text: 'Run of h.kyn ended, but its run_manifest.json cannot be read as a run manifest.',
    });
  });
});
