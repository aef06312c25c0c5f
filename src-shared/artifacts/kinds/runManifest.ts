// run_manifest.json: what a generated training script writes after each run.
import { type JsonNode, member } from '../../text/jsonText';
import type { Kind } from '../kind';
import { divergence, manifestClaims, manifestData, manifestSchema, manifestSections } from '../manifestForm';

/** Manifest of one run. */
export const runManifest: Kind = {
  id: 'kynml-run-manifest',
  title: 'run manifest',
  source: 'KynML, "Reproducibility": run_manifest.json and its field reference.',
  rules: [
    'Numbers are judged by how they are written: `42.0` is no integer. Integers may have any number of digits.',
    '`NaN`, `Infinity` and `-Infinity` are read as Python writes them; such a metric means that the run diverged, which is told and no fault.',
    'Fields that no document names are kept and told.',
  ],
  fileNames: ['run_manifest.json'],
  requiredKeys: ['"config_hash"'],
  // Fingerprints and other manifests have config_hash and env too; what a run alone has is what it read and what came of it.
  detect: root =>
    has(root, 'config_hash') &&
    (['data_hash', 'metrics'].some(key => has(root, key)) || (has(root, 'kynml_version') && has(root, 'env'))) &&
    !has(root, 'source_path'),
  schema: manifestSchema,
  claims: manifestClaims,
  extra: divergence,
  sections: manifestSections,
  metricsField: 'metrics',
  identity: ['config_hash', 'data_hash', 'seed'],
  hashField: 'config_hash',
  data: manifestData,
  isRun: true,
};

const has = (root: JsonNode, key: string): boolean => member(root, key) !== undefined;
