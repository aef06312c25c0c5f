// The state of a spec and a run as fixtures.
import type { LockPlan, SpecState } from '../../src-shared/protocol/requests';
import type { RunItem } from '../../src-shared/protocol/views';

export const hashA = `13e9f1e1db50${'a'.repeat(52)}`;
export const hashB = `9e9e602294c9${'b'.repeat(52)}`;

/** A locked spec without errors. */
export const spec: SpecState = {
  uri: 'file:///w/house%20price.kyn',
  configHash: hashA,
  closureHash: null,
  unsaved: false,
  lock: { state: 'locked', uri: 'file:///w/kynml.lock', lockedHash: hashA },
  imports: [],
  errors: 0,
  message: 'A sentence of the server.',
};

/** The same spec after a change. */
export const drifted: SpecState = {
  ...spec,
  configHash: hashB,
  lock: { ...spec.lock, state: 'drifted' },
};

/** The same spec without a lock. */
export const unlocked: SpecState = { ...spec, lock: { state: 'missing', uri: null, lockedHash: null } };

/** The plan of a lock next to the spec. */
export const createPlan: LockPlan = {
  action: 'create',
  lockUri: 'file:///w/h.kyn.lock',
  lockLabel: 'h.kyn.lock',
  place: 'kynml.lock in the workspace folder is not the lock of this spec, so the spec gets h.kyn.lock next to it.',
  accepts: { lockedHash: null, configHash: hashA },
};

/** The plan for the lock of a drifted spec. */
export const regeneratePlan: LockPlan = {
  action: 'update',
  lockUri: 'file:///w/kynml.lock',
  lockLabel: 'kynml.lock',
  place: 'kynml.lock is the lock of this spec.',
  accepts: { lockedHash: hashA, configHash: hashB, changes: '1 setting changes: train.epochs 20 → 30.' },
};

/** A text that is not UTF-8. */
export const noHash: SpecState = { ...unlocked, configHash: null, message: 'Not UTF-8.' };

/** A run of the current spec. */
export const run: RunItem = {
  uri: 'file:///w/runs/1/run_manifest.json',
  kind: 'kynml-run-manifest',
  noun: 'run',
  label: 'runs/1/run_manifest.json',
  time: '2026-04-18T17:30:00.000Z',
  when: '2026-04-18 19:30 +02:00',
  configHash: hashA,
  metric: 'mae 0.1230',
  state: 'current',
  spec: 'house price.kyn',
};
