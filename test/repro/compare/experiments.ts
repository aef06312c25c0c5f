// Experiment manifests to compare: a valid one, and the same with other values at some paths.
import { kindById } from '../../../src-shared/artifacts/detect';
import { type Artifact, readArtifact } from '../../../src-shared/artifacts/read';

const VALID = {
  manifest_schema_version: 1,
  experiment_id: '2026-01-01T00:00:00+00:00_aaaaaaa',
  timestamp_utc: '2026-01-01T00:00:00+00:00',
  git: { sha: 'a'.repeat(40), dirty: false, branch: 'main' },
  env: { python: '3.11.9', platform: 'Linux' },
  params: { lr: 0.1 },
  data_provenance: { kind: 'synthetic', seed: 1 },
};

/** An experiment manifest whose values at some paths (`git.sha`) are JSON texts, so that `1e400` and `NaN` are possible; undefined removes the field. */
export function experiment(values: Readonly<Record<string, string | undefined>> = {}): Artifact {
  const marked = structuredClone(VALID) as Record<string, unknown>;
  for (const path of Object.keys(values)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const owner = keys.reduce((node, key) => node[key] as Record<string, unknown>, marked);
    if (values[path] === undefined) delete owner[last];
    else owner[last] = `<${path}>`;
  }
  const text = Object.entries(values).reduce(
    (json, [path, value]) => json.replace(JSON.stringify(`<${path}>`), () => value ?? ''),
    JSON.stringify(marked),
  );
  const artifact = readArtifact('experiment_manifest.json', text, kindById('experiment-manifest'));
  if (!artifact) throw new Error(`not an experiment manifest: ${text}`);
  return artifact;
}
