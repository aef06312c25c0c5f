// The state machine of a submitted run: what each observation means, and which states may start again.
import { expect, test } from 'vitest';
import {
  type Element,
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
  observed(element, { target, manifest: false, ...more });

test.each([
  ['queued', queued, {}],
  ['running', running, {}],
  ['done', absent, { manifest: true }],
  ['done', silent, { manifest: true, exit: 0 }],
  ['failed', ended('failed'), {}],
  ['failed', silent, { exit: 3 }],
  ['failed', ended('completed'), { exit: 0 }],
  ['cancelled', ended('cancelled'), {}],
  // The script was ended by the signal of the cancellation.
  ['cancelled', ended('cancelled'), { exit: 143 }],
  ['lost', absent, {}],
  ['failed', absent, { exit: 1 }],
  ['submitted', silent, {}],
] as const)('a submitted run becomes %s', (state, target, more) => {
  expect(see(submitted(0), target, more).state).toBe(state);
});

test('a run that ended with 0 but has no manifest is not done, and says so', () => {
  expect(see(submitted(0), ended('completed'))).toEqual({
    state: 'failed',
    attempt: 0,
    reason: 'Slurm: completed, but no complete run_manifest.json was written',
  });
  expect(see(submitted(0), silent, { exit: 0 })).toMatchObject({ state: 'failed', code: 0 });
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
    const element: Element = { state, attempt: 1 };
    expect(see(element, silent)).toBe(element);
  }
});

test('only what cannot run any more may start again', () => {
  const startable = STATES.filter(state => mayStart({ state, attempt: 0 }));
  expect(startable).toEqual(['failed', 'cancelled', 'lost']);
  expect(mayStart(undefined)).toBe(true);
  expect(STATES.filter(state => isActive({ state, attempt: 0 }))).toEqual(['submitted', 'queued', 'running']);
});
