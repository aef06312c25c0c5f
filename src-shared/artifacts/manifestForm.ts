// The content of a run manifest: its schema and its claims. Shared by the run manifest and by sweep results, which contain one for each combination.
// Source: the KynML page on reproducibility (seed document 000), "run_manifest.json" and its field reference.
import * as z from 'zod/mini';
import { type JsonNode, member, stringMember } from '../text/jsonText';
import { documented, field, hash64, integer, metric, text } from './exact';
import type { Claims, RecordedData, SectionSpec } from './kind';
import { metricsIn } from './metrics';
import { hasAll, hasAny, isObjectNode, isSha256 } from './shape';

const env = documented(
  z.catchall(
    z.object({
      python: text('Version of Python, e.g. 3.11.9.'),
      platform: text('Platform of the machine, as `platform.platform()` returns it.'),
      torch: z.optional(text('Version of torch; absent when torch cannot be imported.')),
      numpy: z.optional(text('Version of numpy; absent when numpy cannot be imported.')),
    }),
    text('Version of a package.'),
  ),
  { description: 'Versions of the software that the run used.' },
);

/** Schema of a run manifest as KynML documents it. */
export const manifestSchema = documented(
  z.object({
    kynml_version: text('Version of KynML that compiled the training script.'),
    config_hash: hash64(
      'CONFIG_HASH of the spec, the SHA-256 of its text. The script and the lock contain the same value.',
    ),
    data_hash: z.nullable(
      hash64('SHA-256 of the dataset file when the run read it; null when the file was missing or unreadable.'),
    ),
    env,
    seed: z.nullable(
      integer('Seed from the train block; null when none was set, so that the run cannot be reproduced at RNG level.'),
    ),
    metrics: documented(z.record(z.string(), metric('Value of the metric after training.')), {
      description: 'Metrics of the evaluate block, measured after training.',
    }),
  }),
  { title: 'KynML run manifest' },
);

/** Schema of a run manifest with what the built-in compiler adds. It is not documented by KynML, so it does not identify a manifest. */
export const extendedManifestSchema = z.extend(manifestSchema, {
  device: z.optional(
    text('Device that trained the network: `cpu`, `cuda` or `mps`. The built-in compiler records it.'),
  ),
  params: z.optional(
    field(
      {
        expected: 'a JSON object',
        doc: 'Values that replaced the defaults of params, as they were given. The built-in compiler records them.',
        schema: { type: 'object' },
      },
      (v): v is object => typeof v === 'object' && v !== null && !Array.isArray(v),
    ),
  ),
});

/**
 * Whether a value is a run manifest. Only KynML writes `kynml_version`, so with it a field of another form is reported and not taken for another
 * format. The other names are used by other programs too, so they count only with the documented type.
 */
export const isManifest = (root: JsonNode): boolean =>
  (isSha256(member(root, 'config_hash')) &&
    (hasAll(root, 'kynml_version') ||
      stringOrNull(member(root, 'data_hash')) !== undefined ||
      (isObjectNode(member(root, 'env')) && isObjectNode(member(root, 'metrics'))))) ||
  (hasAll(root, 'kynml_version', 'config_hash') && hasAny(root, 'data_hash', 'env', 'metrics'));

/** Sections of a comparison of two manifests. */
export const manifestSections: readonly SectionSpec[] = [
  { id: 'identity', title: 'Identity', prefixes: ['config_hash', 'kynml_version'] },
  { id: 'data', title: 'Data', prefixes: ['data_hash'] },
  { id: 'environment', title: 'Environment', prefixes: ['env', 'device'] },
  { id: 'params', title: 'Params', prefixes: ['params'] },
  { id: 'seed', title: 'Seed', prefixes: ['seed'] },
  { id: 'other', title: 'Other', prefixes: [] },
];

/** The claims of a manifest, valid or not. */
export function manifestClaims(root: JsonNode): Claims {
  const configHash = stringMember(root, 'config_hash');
  const dataHash = stringOrNull(member(root, 'data_hash'));
  const seed = numberOrNull(member(root, 'seed'));
  const metrics = metricsIn(root, 'metrics');
  // A literal: an object that is put together from parts has a shape of its own in V8, which takes 400 bytes for each run.
  if (configHash !== undefined && dataHash !== undefined && seed !== undefined)
    return { configHash, dataHash, seed, metrics };
  return {
    ...(configHash !== undefined && { configHash }),
    ...(dataHash !== undefined && { dataHash }),
    ...(seed !== undefined && { seed }),
    metrics,
  };
}

/** The recorded hash of the dataset; empty where it is missing. */
export function manifestData(root: JsonNode): RecordedData[] {
  const hash = member(root, 'data_hash');
  return hash ? [{ hash }] : [];
}

const stringOrNull = (node: JsonNode | undefined) =>
  node?.kind === 'string' ? node.text : node?.kind === 'null' ? null : undefined;
const numberOrNull = (node: JsonNode | undefined) =>
  node?.kind === 'number' ? node.text : node?.kind === 'null' ? null : undefined;
