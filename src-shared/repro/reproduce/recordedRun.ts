// What a run records about itself, as far as it can be used to reproduce the run: a manifest, or an entry of a sweep.
import { duplicateField } from '../../artifacts/findings/duplicateField';
import type { Metric } from '../../artifacts/metrics';
import type { Artifact } from '../../artifacts/read';
import { firstFew } from '../../text/firstFew';
import { isHash } from '../../text/hashForm';
import { isInteger, type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { shortText } from '../../text/shortText';

/** A run as it was recorded. A value that is absent, or has another form than documented, is undefined. */
export interface RecordedRun {
  readonly configHash: string | undefined;
  /** Null where the run recorded that its data could not be read. */
  readonly dataHash: string | null | undefined;
  /** The digits of the seed; null where none was set. */
  readonly seed: string | null | undefined;
  /** What compiled the script: `kyn 0.1.0`, or the version of the official tool. */
  readonly generator: string | undefined;
  readonly env: JsonNode | undefined;
  /** What the run computed on: `cpu`, `cuda`. */
  readonly device: string | undefined;
  readonly metrics: ReadonlyMap<string, Metric>;
  /** The values of `--param` as texts, as the built-in compiler records them. */
  readonly params: JsonNode | undefined;
  /** The combination of a sweep. */
  readonly combo: JsonNode | undefined;
  /** Why the record cannot be relied on, as sentences. */
  readonly faults: readonly string[];
  /** Why the run has no result, as a sentence. */
  readonly failure: string | undefined;
}

const FIELDS = ['kynml_version', 'config_hash', 'data_hash', 'env', 'seed', 'metrics', 'params', 'device'];
const ENTRY_FIELDS = ['combo', 'script', 'exit_code'];

const MANIFEST = 'kynml-run-manifest';
const SWEEP_ENTRY = 'kynml-sweep-entry';

/** Reads the record of a run; undefined for an artifact that is not a run of a spec. */
export function recordedRun({ kind, root, claims, diagnostics }: Artifact): RecordedRun | undefined {
  if (!root || (kind.id !== MANIFEST && kind.id !== SWEEP_ENTRY)) return undefined;
  const isEntry = kind.id === SWEEP_ENTRY;
  const unknown = [...members(root).keys()].filter(
    key => !FIELDS.includes(key) && !(isEntry && ENTRY_FIELDS.includes(key)),
  );
  // Python reads the last of duplicate keys; another program may have read the first.
  const errors = diagnostics.filter(d => d.severity === 'error' || d.code === duplicateField.code).map(d => d.message);
  const failed = isEntry ? kind.failure?.of(root) : undefined;
  const { configHash, metrics = new Map() } = claims;
  return {
    configHash: configHash !== undefined && isHash(configHash) ? configHash : undefined,
    dataHash: hashOrNull(member(root, 'data_hash')),
    seed: integerOrNull(member(root, 'seed')),
    generator: stringMember(root, 'kynml_version'),
    env: member(root, 'env'),
    device: stringMember(root, 'device') ?? stringMember(member(root, 'env'), 'device'),
    metrics,
    params: member(root, 'params'),
    combo: isEntry ? member(root, 'combo') : undefined,
    faults: [...errors, ...(unknown.length > 0 ? [unknownText(unknown)] : [])],
    failure: failed === undefined ? undefined : `The recorded run ${failed}, so it has no result to reproduce.`,
  };
}

/** Whether the built-in compiler made the script of a run. It always records the values of `--param`. */
export const isBuiltin = ({ generator }: Pick<RecordedRun, 'generator'>): boolean => /^kyn \S/.test(generator ?? '');

/** Whether the official tool trained a run. */
export const isOfficial = (run: Pick<RecordedRun, 'generator'>): boolean =>
  run.generator !== undefined && !isBuiltin(run);

const MAX_NAMED = 5;

const unknownText = (keys: readonly string[]): string =>
  `It is not known whether ${firstFew(keys, MAX_NAMED, { text: key => `\`${shortText(key)}\`` })} decided the result.`;

const hashOrNull = (node: JsonNode | undefined): string | null | undefined =>
  node?.kind === 'null' ? null : node?.kind === 'string' && isHash(node.text) ? node.text : undefined;

const integerOrNull = (node: JsonNode | undefined): string | null | undefined =>
  node?.kind === 'null' ? null : node?.kind === 'number' && isInteger(node.text) ? node.text : undefined;
