// The state of a spec and a run as fixtures.
import type { SpecState } from '../../src-shared/protocol/requests';
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

/** A text that is not UTF-8. */
export const noHash: SpecState = { ...unlocked, configHash: null, message: 'Not UTF-8.' };

/** A run of the current spec. */
export const run: RunItem = {
  uri: 'file:///w/runs/1/run_manifest.json',
  label: 'runs/1/run_manifest.json',
  time: '2026-04-18T17:30:00.000Z',
  configHash: hashA,
  metric: 'mae 0.1230',
  state: 'current',
  spec: 'house price.kyn',
};
