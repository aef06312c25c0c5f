// The state machine of a submitted run: what each observation means, and which states may start again.
import { describe, expect, test } from 'vitest';
import {
  type Element,
  GRACE_MS,
  isActive,
  mayStart,
  type Observation,
  observed,
  STATES,
  submitted,
  type TargetAnswer,
} from '../../src-shared/launch/element';

const silent: TargetAnswer = { kind: 'silent' };
const absent: TargetAnswer = { kind: 'absent' };
const running: TargetAnswer = { kind: 'active', state: 'running' };
const queued: TargetAnswer = { kind: 'active', state: 'queued' };
const ended = (how: 'completed' | 'failed' | 'cancelled'): TargetAnswer => ({
  kind: 'ended',
  how,
  detail: `Slurm: ${how}`,
});

const see = (element: Element, target: TargetAnswer, more: Partial<Observation> = {}): Element =>
  observed(element, { target, manifest: false, time: 0, ...more });

test.each([
  ['queued', queued, {}],
  ['running', running, {}],
  ['done', absent, { manifest: true }],
  ['done', silent, { manifest: true, exit: 0 }],
  ['failed', ended('failed'), {}],
  ['failed', silent, { exit: 3 }],
  // The manifest may be late.
  ['ending', ended('completed'), {}],
  ['ending', silent, { exit: 0 }],
  ['cancelled', ended('cancelled'), {}],
  // The script was ended by the signal of the cancellation.
  ['cancelled', ended('cancelled'), { exit: 143 }],
  ['lost', absent, {}],
  ['failed', absent, { exit: 1 }],
  ['submitted', silent, {}],
] as const)('a submitted run becomes %s', (state, target, more) => {
  expect(see(submitted(0), target, more).state).toBe(state);
});

describe('a run that ended well without a manifest', () => {
  const first = see(submitted(0), ended('completed'), { time: 1000 });

  test('waits for it, is done when it appears, and is not started again before', () => {
    expect(first).toMatchObject({ state: 'ending', since: 1000 });
    expect(mayStart(first)).toBe(false);
    expect(see(first, absent, { time: 2000, manifest: true })).toEqual({ state: 'done', attempt: 0 });
  });

  test.each([ended('completed'), absent, silent])('fails after a while, whatever the target says: %j', target => {
    expect(see(first, target, { time: 999 + GRACE_MS })).toMatchObject({ state: 'ending', since: 1000 });
    expect(see(first, target, { time: 1000 + GRACE_MS })).toEqual({
      state: 'failed',
      attempt: 0,
      reason: 'Slurm: completed, but no complete run_manifest.json was written',
    });
  });

  test('keeps its exit code, and fails at once where a later one is not 0', () => {
    const zero = see(submitted(0), silent, { exit: 0 });
    expect(see(zero, silent, { exit: 0, time: GRACE_MS })).toMatchObject({ state: 'failed', code: 0 });
    expect(see(zero, silent, { exit: 3 })).toEqual({ state: 'failed', attempt: 0, code: 3, reason: 'exit code 3' });
  });

  test('runs again where it was requeued', () => {
    expect(see(first, running, { time: 2000 })).toEqual({ state: 'running', attempt: 0 });
  });

  test('does not wait longer because the clock of another computer was ahead', () => {
    const ahead = see(submitted(0), ended('completed'), { time: 1e12 });
    expect(see(ahead, ended('completed'), { time: 1000 })).toMatchObject({ state: 'ending', since: 1000 });
  });
});

test('a requeue after preemption is the same attempt', () => {
  const first = see(see(submitted(2), running), queued);
  expect(first).toEqual({ state: 'queued', attempt: 2 });
  expect(mayStart(first)).toBe(false);
  expect(see(see(first, running), silent, { manifest: true })).toEqual({ state: 'done', attempt: 2 });
});

test('a manifest that a shared disk shows late still counts, and nothing takes it back', () => {
  const done = see(see(submitted(0), absent), silent, { manifest: true });
  expect(done.state).toBe('done');
  for (const target of [running, absent, ended('failed'), ended('cancelled')])
    expect(see(done, target, { exit: 1 })).toBe(done);
});

test('a job that the target finds again is not lost', () => {
  expect(see(see(submitted(0), absent), running)).toEqual({ state: 'running', attempt: 0 });
});

test('how a run ended is not replaced by what is known later', () => {
  const failed = see(submitted(0), ended('failed'), { exit: 3 });
  expect(failed).toEqual({ state: 'failed', attempt: 0, code: 3, reason: 'exit code 3' });
  for (const target of [absent, ended('failed'), ended('cancelled'), silent]) expect(see(failed, target)).toBe(failed);
});

test('a target that does not answer changes nothing', () => {
  for (const state of STATES) {
    const element: Element = { state, attempt: 1, ...(state === 'ending' && { since: 0 }) };
    expect(see(element, silent)).toBe(element);
  }
});

test('only what cannot run any more may start again', () => {
  const startable = STATES.filter(state => mayStart({ state, attempt: 0 }));
  expect(startable).toEqual(['failed', 'cancelled', 'lost']);
  expect(mayStart(undefined)).toBe(true);
  expect(STATES.filter(state => isActive({ state, attempt: 0 }))).toEqual(['submitted', 'queued', 'running', 'ending']);
});
