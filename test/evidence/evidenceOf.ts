// The evidence of a run, for tests; `more` replaces fields.
import { createHash } from 'node:crypto';
import type { Evidence } from '../../src-shared/evidence/evidence';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export const evidenceOf = (more: Partial<Evidence> = {}): Evidence => ({
  generator: 'kyn 1.2.3',
  label: 'runs/run_manifest.json',
  configHash: 'a'.repeat(64),
  dataHash: 'd'.repeat(64),
  trainer: 'kyn 1.2.3',
  hasFailed: false,
  time: {
    time: '2026-04-18T15:30:00.000Z',
    source: 'The end of the run.',
    started: undefined,
    ended: '2026-04-18T15:30:00.000Z',
  },
  details: { seed: '42', params: undefined, combo: undefined, env: undefined, device: 'cpu', metrics: new Map() },
  verdict: 'confirmed',
  steps: [{ name: 'config_hash', state: 'confirmed', detail: 'The text is in spec.kyn.' }],
  parts: [
    { role: 'spec', path: 'spec/my spec.kyn', description: 'The spec.', content: 'model M:\n' },
    { role: 'run', path: 'run/run_manifest.json', description: 'The run.', content: '{}' },
    { role: 'script', path: 'script/train.py', description: 'The script.', content: '1\n' },
  ],
  missing: [],
  ...more,
});

/** The evidence of a run of another tracker, which has two files and does not record how it ended. */
export const trackedEvidence = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  tracker: 'W&B run (version 0.30.0)',
  hasFailed: undefined,
  details: { ...evidenceOf().details, seed: undefined, device: undefined },
  parts: [
    { role: 'run', path: 'run/a/config.yaml', description: 'The run.', content: 'lr: 1\n' },
    { role: 'run', path: 'run/b/config.yaml', description: 'The run.', content: 'lr: 2\n' },
  ],
});
