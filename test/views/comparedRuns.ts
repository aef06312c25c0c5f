// Two run manifests and the view of their comparison.
import { type Artifact, readArtifact } from '../../src-shared/artifacts/read';
import type { DiffView } from '../../src-shared/protocol/views';
import { compare } from '../../src-shared/repro/compare/compare';
import { diffView } from '../../src-shared/views/diffView';

export const HASH = '13e9f1e1db50'.padEnd(64, '1');
/** The manifest whose fields are replaced. */
export const base = {
  config_hash: HASH,
  data_hash: 'ab'.repeat(32),
  env: { platform: 'Linux', python: '3.11.9', torch: '2.3.0' },
  kynml_version: '0.4.0',
  metrics: { mae: 0.123, rmse: 0.25 },
  seed: 42 as unknown,
};
/** Fields that replace those of the manifest. */
export type Fields = Partial<Record<keyof typeof base, unknown>> & Record<string, unknown>;

/** The manifest with these fields, or a whole text, as an artifact. */
export const read = (fields: Fields | string): Artifact => {
  const text = typeof fields === 'string' ? fields : JSON.stringify({ ...base, ...fields });
  return readArtifact('run_manifest.json', text) as Artifact;
};
/** The view of a comparison. `label`: of the first side. */
export const viewOf = (a: Fields | string, b: Fields | string, label = 'runs/1/run_manifest.json'): DiffView =>
  diffView(compare(read(a), read(b)), {
    a: { uri: 'file:///a', label, detail: '' },
    b: { uri: 'file:///b', label: 'runs/2/run_manifest.json', detail: 'yesterday' },
  });
