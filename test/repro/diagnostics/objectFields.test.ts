// A number in place of an object is never valid, whatever the kind: zod accepts any object where one is expected.
import { describe, expect, test } from 'vitest';
import { kindById } from '../../../src-shared/artifacts/detect';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { artifactFindings } from '../../../src-shared/repro/diagnostics/findings';

const HASH = 'a'.repeat(64);
const LOCK = {
  lock_version: 1,
  created_at: '2026-01-01T00:00:00',
  dlm_id: 'd',
  dlm_sha256: HASH,
  base_model_revision: 'main',
  hardware_tier: 'cpu',
  seed: 1,
  determinism_class: 'advisory',
  last_run_id: 1,
};
const RUN = { config_hash: HASH, data_hash: HASH, env: {}, kynml_version: '1', metrics: {}, seed: 1 };
const EXPERIMENT = {
  manifest_schema_version: 1,
  experiment_id: 'e',
  timestamp_utc: '2026-01-01T00:00:00+00:00',
  git: { sha: 'a'.repeat(40), dirty: false, branch: 'main' },
  env: { python: '3', platform: 'x' },
  params: {},
  data_provenance: { kind: 'synthetic', seed: 1 },
};

const CASES: readonly (readonly [kind: string, value: object, field: string])[] = [
  ['dlm-lock', LOCK, 'pinned_versions'],
  ['dlm-lock', LOCK, 'determinism_flags'],
  ['dlm-lock', LOCK, 'license_acceptance'],
  ['kynml-run-manifest', RUN, 'env'],
  ['experiment-manifest', EXPERIMENT, 'git'],
  ['experiment-manifest', EXPERIMENT, 'env'],
  ['experiment-manifest', EXPERIMENT, 'params'],
  ['experiment-manifest', EXPERIMENT, 'data_provenance'],
  ['eval-report', { eval_name: 'e', total_samples: 1, summary_metrics: {} }, 'fingerprint'],
];

describe.each(CASES)('%s', (id, value, field) => {
  test.each(['5', '0', '-1', '1e400', 'NaN'])(`${field}: %s`, number => {
    const text = JSON.stringify({ ...value, [field]: '<>' }).replace('"<>"', number);
    const artifact = readArtifact('any.json', text, kindById(id));
    const found = artifact ? artifactFindings(artifact, undefined) : [];
    expect(found.filter(d => d.message.includes(field))).not.toEqual([]);
    // Nothing is reported about fields below it.
    expect(found.filter(d => d.message.includes(`${field}.`))).toEqual([]);
  });
});
