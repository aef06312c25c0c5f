// What DLM decides when the lock of a store meets the runtime of now: which fields differ, how serious each is, and whether it trains and writes.
// Source: DLM, "Determinism & reproducibility" (seed document 002): mismatch severity table, command-line flags. How serious a field is stands in policy.ts.
import { type Pair, step } from '../../artifacts/diff';
import { pythonEqual } from '../../python/equal';
import { jsonNull, jsonNumber, jsonObject } from '../../python/jsonValue';
import { type JsonNode, member } from '../../text/jsonText';
import { withoutSecretForms } from '../../text/secretForms';
import { judge } from '../compare/policy';
import { sides } from '../compare/policyRow';

/** `default`: validate. `strict`: every warning counts as error. `update`: no validation, always write. `ignore`: no validation, never write. */
export type LockMode = 'default' | 'strict' | 'update' | 'ignore';

/** A field of the recorded lock that is not as it is now. */
export interface Mismatch {
  /** The field, a package by its own name: `torch`. */
  readonly field: string;
  /** Its place in a lock, as in `Pair.path`: `pinned_versions.torch`. */
  readonly path: string;
  readonly severity: 'allow' | 'warn' | 'error';
  /** What differs, what that means and what can be done. */
  readonly message: string;
}

/** What `dlm train` does. */
export interface LockDecision {
  readonly action: 'proceed' | 'proceed_with_warnings' | 'abort';
  readonly shouldWriteLock: boolean;
  readonly mismatches: readonly Mismatch[];
}

/** Decides for two valid locks; `prior` is undefined where none is recorded yet. Mismatches come in the order of DLM's own rules. */
export function decideLock(
  prior: JsonNode | undefined,
  current: JsonNode,
  { mode = 'default' }: { readonly mode?: LockMode } = {},
): LockDecision {
  const validated = mode === 'default' || mode === 'strict';
  if (!prior || !validated) return { action: 'proceed', shouldWriteLock: mode !== 'ignore', mismatches: [] };
  const mismatches = FIELDS.flatMap(field => mismatchOf(field, { prior, current, mode }));
  if (mismatches.some(m => m.severity === 'error')) return { action: 'abort', shouldWriteLock: false, mismatches };
  const warned = mismatches.some(m => m.severity === 'warn');
  return { action: warned ? 'proceed_with_warnings' : 'proceed', shouldWriteLock: true, mismatches };
}

// How a field is compared. `differs` gives the pair that tells the difference.
interface Field {
  readonly name: string;
  readonly differs: (prior: JsonNode, current: JsonNode) => Pair | undefined;
  /** What can be done about it besides accepting it. */
  readonly cure?: string;
  /** What is said of a field that may always change, whatever the table for comparisons says. */
  readonly allowed?: (pair: Pair) => string;
}

const EMPTY = jsonObject([]);
const ONE = jsonNumber('1');

// A field that a lock leaves out has its default.
const plain = (name: string, absent: JsonNode = jsonNull): Field['differs'] =>
  differing(name, root => member(root, name) ?? absent);

const pinned = (name: string): Field => ({
  name,
  differs: differing(step('pinned_versions', name), root => member(member(root, 'pinned_versions'), name)),
  cure: 'For the recorded result install what was recorded.',
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
    allowed: pair => `The document changed (${sides(pair)}); editing it is what training is for.`,
  },
  { name: 'base_model_revision', differs: plain('base_model_revision') },
  { name: 'base_model_sha256', differs: baseModelContent },
  { name: 'hardware_tier', differs: plain('hardware_tier'), cure: 'Plan the run again for this hardware.' },
  { name: 'determinism_class', differs: plain('determinism_class') },
  { name: 'determinism_flags', differs: plain('determinism_flags', EMPTY), cure: 'Set the flags as recorded.' },
  pinned('torch'),
  pinned('bitsandbytes'),
  { name: 'seed', differs: plain('seed'), cure: 'Set the recorded seed.' },
  { name: 'cuda_version', differs: plain('cuda_version') },
  { name: 'rocm_version', differs: plain('rocm_version') },
  { name: 'license_acceptance', differs: license, cure: 'Read the license and accept it anew.' },
  { name: 'world_size', differs: plain('world_size', ONE), cure: 'Train with as many processes as recorded.' },
  ...['transformers', 'peft', 'trl', 'accelerate', 'llama_cpp'].map(pinned),
];

// The content says something only where both sides recorded it.
function baseModelContent(prior: JsonNode, current: JsonNode): Pair | undefined {
  const pair = plain('base_model_sha256')(prior, current);
  return pair?.a?.kind === 'null' || pair?.b?.kind === 'null' ? undefined : pair;
}

// It appears, disappears, or is another license; when and how it was accepted is no matter. One mismatch at most, the identifier first.
function license(prior: JsonNode, current: JsonNode): Pair | undefined {
  const part = (key: string) =>
    differing(`license_acceptance.${key}`, root => member(member(root, 'license_acceptance'), key))(prior, current);
  return part('license_spdx') ?? part('license_url');
}

interface Asked {
  readonly prior: JsonNode;
  readonly current: JsonNode;
  readonly mode: LockMode;
}

const WORDS = { same: 'allow', info: 'allow', warn: 'warn', error: 'error' } as const;

function mismatchOf({ name, differs, cure, allowed }: Field, { prior, current, mode }: Asked): Mismatch[] {
  const pair = differs(prior, current);
  if (!pair) return [];
  // DLM knows no settings, so those for comparisons have no say here.
  const { severity, reason } = allowed ? { severity: 'info' as const, reason: allowed(pair) } : judge(pair);
  const own = WORDS[severity];
  const raised = own === 'warn' && mode === 'strict';
  const said = reason === '' ? `${name} differs (${sides(pair)}).` : reason;
  const message = withoutSecretForms(
    [said, ...(cure === undefined || own === 'allow' ? [] : [cure]), adviceFor(own, raised)].join(' '),
  );
  return [{ field: name, path: pair.path, severity: raised ? 'error' : own, message }];
}

function adviceFor(severity: Mismatch['severity'], raised: boolean): string {
  if (raised)
    return 'Strict mode makes this an error: --update-lock accepts it; without --strict-lock it is a warning.';
  if (severity === 'error') return '--update-lock accepts it, --ignore-lock trains without changing the lock.';
  return severity === 'warn'
    ? 'It alone stops no run; the lock then takes the new value.'
    : 'Nothing needs to be done.';
}
