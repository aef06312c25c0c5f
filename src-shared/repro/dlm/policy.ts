// DLM's decision when it compares the lock of a store with the current runtime: which fields differ, how severe each is, whether it trains and writes.
// Source: DLM, "Determinism & reproducibility" (seed document 002): mismatch severity table, command-line flags. Severities come from compare/policy.ts.
import { type Pair, step } from '../../artifacts/diff';
import { pythonEqual } from '../../python/equal';
import { type JsonNode, member } from '../../text/jsonText';
import { jsonNull, jsonNumber, jsonObject } from '../../text/makeJson';
import { oneLine } from '../../text/oneLine';
import { judge } from '../compare/policy';
import { sides } from '../compare/policyRow';

/** `default`: validate. `strict`: every warning counts as an error. `update`: no validation, always write. `ignore`: no validation, never write. */
export type LockMode = 'default' | 'strict' | 'update' | 'ignore';

/** A field whose recorded value differs from the current one. */
export interface Mismatch {
  /** The name of the field; for a package its name alone: `torch`. */
  readonly field: string;
  /** Its place in a lock, as in `Pair.path`: `pinned_versions.torch`. */
  readonly path: string;
  readonly severity: 'allow' | 'warn' | 'error';
  /** What differs, what it means, and what to do. */
  readonly message: string;
}

/** What `dlm train` does. */
export interface LockDecision {
  readonly action: 'proceed' | 'proceed_with_warnings' | 'abort';
  readonly shouldWriteLock: boolean;
  readonly mismatches: readonly Mismatch[];
}

/** The recorded lock: valid, undefined where none is recorded yet, or one that DLM cannot read or whose schema it rejects. */
export type PriorLock = JsonNode | 'unusable' | undefined;

/**
 * Decides for a recorded lock and a valid current one. Mismatches come in the order of DLM's own rules. DLM reads the recorded lock before it looks at
 * the mode, so an unusable one stops it even where the lock is ignored; only an update overwrites it.
 */
export function decideLock(
  prior: PriorLock,
  current: JsonNode,
  { mode = 'default' }: { readonly mode?: LockMode } = {},
): LockDecision {
  if (prior === 'unusable' && mode !== 'update') return { action: 'abort', shouldWriteLock: false, mismatches: [] };
  const validated = mode === 'default' || mode === 'strict';
  if (!prior || prior === 'unusable' || !validated)
    return { action: 'proceed', shouldWriteLock: mode !== 'ignore', mismatches: [] };
  const mismatches = FIELDS.flatMap(field => mismatchOf(field, { prior, current, mode }));
  if (mismatches.some(m => m.severity === 'error')) return { action: 'abort', shouldWriteLock: false, mismatches };
  const warned = mismatches.some(m => m.severity === 'warn');
  return { action: warned ? 'proceed_with_warnings' : 'proceed', shouldWriteLock: true, mismatches };
}

// How a field is compared. `differs` returns the pair of values to report.
interface Field {
  readonly name: string;
  readonly differs: (prior: JsonNode, current: JsonNode) => Pair | undefined;
  /** What the user can do besides accepting the difference. */
  readonly remedy?: string;
  /** The message of a field that may always change, whatever the table for comparisons contains. */
  readonly allowed?: (pair: Pair) => string;
}

const EMPTY = jsonObject([]);
const ONE = jsonNumber('1');

// An absent field has its default value.
const plain = (name: string, absent: JsonNode = jsonNull): Field['differs'] =>
  differing(name, root => member(root, name) ?? absent);

const pinned = (name: string): Field => ({
  name,
  differs: differing(step('pinned_versions', name), root => member(member(root, 'pinned_versions'), name)),
  remedy: 'To reproduce the recorded result, install the recorded version.',
});

function differing(path: string, get: (root: JsonNode) => JsonNode | undefined): Field['differs'] {
  return (prior, current) => {
    const [a, b] = [get(prior), get(current)];
    const equal = a && b ? pythonEqual(a, b) : a === b;
    return equal ? undefined : { path, ...(a && { a }), ...(b && { b }), equal: false };
  };
}

const FIELDS: readonly Field[] = [
  {
    name: 'dlm_sha256',
    differs: plain('dlm_sha256'),
    allowed: pair => `The document changed (${sides(pair)}); this is always allowed.`,
  },
  { name: 'base_model_revision', differs: plain('base_model_revision') },
  { name: 'base_model_sha256', differs: baseModelContent },
  { name: 'hardware_tier', differs: plain('hardware_tier'), remedy: 'Plan the run again for this hardware.' },
  { name: 'determinism_class', differs: plain('determinism_class') },
  { name: 'determinism_flags', differs: plain('determinism_flags', EMPTY), remedy: 'Set the flags as recorded.' },
  pinned('torch'),
  pinned('bitsandbytes'),
  { name: 'seed', differs: plain('seed'), remedy: 'Set the recorded seed.' },
  { name: 'cuda_version', differs: plain('cuda_version') },
  { name: 'rocm_version', differs: plain('rocm_version') },
  { name: 'license_acceptance', differs: license, remedy: 'Read the license and accept it again.' },
  { name: 'world_size', differs: plain('world_size', ONE), remedy: 'Train with as many processes as recorded.' },
  ...['transformers', 'peft', 'trl', 'accelerate', 'llama_cpp'].map(pinned),
];

// The content is compared only if both sides recorded it.
function baseModelContent(prior: JsonNode, current: JsonNode): Pair | undefined {
  const pair = plain('base_model_sha256')(prior, current);
  return pair?.a?.kind === 'null' || pair?.b?.kind === 'null' ? undefined : pair;
}

// The license appears, disappears or changes; when and how it was accepted does not count. At most one mismatch, the identifier first.
function license(prior: JsonNode, current: JsonNode): Pair | undefined {
  const part = (key: string) =>
    differing(`license_acceptance.${key}`, root => member(member(root, 'license_acceptance'), key))(prior, current);
  return part('license_spdx') ?? part('license_url');
}

interface Locks {
  readonly prior: JsonNode;
  readonly current: JsonNode;
  readonly mode: LockMode;
}

const WORDS = { same: 'allow', info: 'allow', warn: 'warn', error: 'error' } as const;

function mismatchOf({ name, differs, remedy, allowed }: Field, { prior, current, mode }: Locks): Mismatch[] {
  const pair = differs(prior, current);
  if (!pair) return [];
  // DLM has no settings, so those for comparisons do not apply here.
  const { severity, reason } = allowed ? { severity: 'info' as const, reason: allowed(pair) } : judge(pair);
  const level = WORDS[severity];
  const raised = level === 'warn' && mode === 'strict';
  const difference = reason === '' ? `${name} differs (${sides(pair)}).` : reason;
  const message = oneLine(
    [difference, ...(remedy === undefined || level === 'allow' ? [] : [remedy]), adviceFor(level, raised)].join(' '),
  );
  return [{ field: name, path: pair.path, severity: raised ? 'error' : level, message }];
}

function adviceFor(severity: Mismatch['severity'], raised: boolean): string {
  if (raised) return 'It is an error because of `--strict-lock`. To accept it, use `--update-lock`.';
  if (severity === 'error')
    return 'To accept it, use `--update-lock`. To train without changing the lock, use `--ignore-lock`.';
  return severity === 'warn'
    ? 'This difference alone does not stop `dlm train`, which then records the new value in the lock.'
    : 'Nothing needs to be done.';
}
