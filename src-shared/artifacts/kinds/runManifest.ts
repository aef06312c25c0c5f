// run_manifest.json, which a generated training script writes after each run.
import { diverged } from '../findings/diverged';
import { metricForm } from '../findings/metricForm';
import type { Kind } from '../kind';
import { extendedManifestSchema, isManifest, manifestClaims, manifestData, manifestSections } from '../manifestForm';
import { emptied } from '../metrics';

/** Manifest of one run. */
export const runManifest: Kind = {
  id: 'kynml-run-manifest',
  title: 'run manifest',
  source: 'KynML, "Reproducibility": run_manifest.json and its field reference.',
  rules: [
    'Detected by `config_hash` of 64 hex digits together with `kynml_version`, a `data_hash` that is a string or null, or objects `env` and `metrics`. With `kynml_version`, `config_hash` may have another form.',
    'Numbers are checked as they are written: `42.0` is not an integer. Integers may have at most 4,300 digits, because Python reads no more.',
    '`NaN`, `Infinity` and `-Infinity` are read as Python writes them. Such a metric means that the run diverged; this is reported, but is not an error.',
    'Metrics never decide a verdict, and neither does their form. A metric that is not a number is a warning: an object is compared value by value, a list by its last value.',
    'Fields that are not documented are kept and reported.',
    'Two versions are merged field by field, but all documented fields together count as one: values of two runs would record a run that never took place.',
  ],
  fileNames: ['run_manifest.json'],
  requiredKeys: ['"config_hash"'],
  sharesNames: true,
  detect: isManifest,
  schema: extendedManifestSchema,
  claims: manifestClaims,
  extra: root => [...diverged.find(root), ...metricForm.find(root, 'metrics')],
  sections: manifestSections,
  metricsField: 'metrics',
  withoutMetrics: root => emptied(root, 'metrics'),
  identity: ['config_hash', 'data_hash', 'seed', 'env.python', 'env.platform'],
  hashField: 'config_hash',
  data: manifestData,
  merge: { together: Object.keys(extendedManifestSchema.shape), remedy: 'Keep one of the two runs.' },
  isRun: true,
};
