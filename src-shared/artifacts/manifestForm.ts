// The content of a run manifest: its schema, its claims, and what a metric that is no number means. Shared by the manifest itself and by sweep results,
// which hold one for each combination. Source: the KynML page on reproducibility (seed document 000), "run_manifest.json" and its field reference.
import * as z from 'zod';
import type { Diagnostic } from '../text/diagnostic';
import { type JsonNode, member, members, stringMember } from '../text/jsonText';
import { hash64, integer, number, text } from './exact';
import type { Claims, RecordedData, SectionSpec } from './kind';

const env = z
  .object({
    python: text('Version of Python, e.g. 3.11.9.'),
    platform: text('What `platform.platform()` says of the machine.'),
    torch: text('Version of torch; left out when it cannot be imported.').optional(),
    numpy: text('Version of numpy; left out when it cannot be imported.').optional(),
  })
  .catchall(text('Version of a package.'))
  .meta({ description: 'Versions of what the run used.' });

/** Schema of a run manifest. */
export const manifestSchema = z
  .object({
    kynml_version: text('Version of KynML that compiled the training script.'),
    config_hash: hash64('CONFIG_HASH of the spec: SHA-256 of its text. The same as in the script and in the lock.'),
    data_hash: hash64(
      'SHA-256 of the dataset file as it was when the run read it; null when the file was absent or unreadable.',
    ).nullable(),
    env,
    seed: integer(
      'Seed from the train block; null when none was set, and then the run cannot be reproduced at RNG level.',
    ).nullable(),
    metrics: z
      .record(z.string(), number('Value of a metric after training.'))
      .meta({ description: 'Metrics of the evaluate block, measured after training.' }),
  })
  .meta({ title: 'KynML run manifest' });

/** Sections of a comparison of two manifests. */
export const manifestSections: readonly SectionSpec[] = [
  { id: 'identity', title: 'Identity', prefixes: ['config_hash', 'kynml_version'] },
  { id: 'data', title: 'Data', prefixes: ['data_hash'] },
  { id: 'environment', title: 'Environment', prefixes: ['env'] },
  { id: 'seed', title: 'Seed', prefixes: ['seed'] },
  { id: 'other', title: 'Other', prefixes: [] },
];

/** What a manifest claims, valid or not. */
export function manifestClaims(root: JsonNode): Claims {
  const configHash = stringMember(root, 'config_hash');
  const dataHash = stringOrNull(member(root, 'data_hash'));
  const seed = numberOrNull(member(root, 'seed'));
  const metrics = [...members(member(root, 'metrics'))].map(([name, m]) => [name, m.value] as const);
  return {
    ...(configHash !== undefined && { configHash }),
    ...(dataHash !== undefined && { dataHash }),
    ...(seed !== undefined && { seed }),
    metrics: new Map(metrics),
  };
}

/** The hash of the dataset, where there is one. */
export function manifestData(root: JsonNode): RecordedData[] {
  const hash = member(root, 'data_hash');
  return hash ? [{ hash }] : [];
}

const stringOrNull = (node: JsonNode | undefined) =>
  node?.kind === 'string' ? node.text : node?.kind === 'null' ? null : undefined;
const numberOrNull = (node: JsonNode | undefined) =>
  node?.kind === 'number' ? node.text : node?.kind === 'null' ? null : undefined;

/** Metrics that diverged. Python writes NaN and Infinity for them: a fact about the run, not a fault of the file. */
export function divergence(root: JsonNode): Diagnostic[] {
  return [...members(member(root, 'metrics'))].flatMap(([name, { value }]) =>
    value.kind === 'number' && !Number.isFinite(Number(value.text))
      ? [
          {
            code: 'diverged',
            severity: 'info',
            message: `The run diverged: ${name} is ${value.text}.`,
            span: value.span,
            fixes: [],
          },
        ]
      : [],
  );
}
