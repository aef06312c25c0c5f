// A recorded DLM lock against a sample of the runtime: what differs, and what is not known here and therefore never counts as a match.

import { jsonObject } from '../../python/jsonValue';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { type Span, span } from '../../text/span';
import { dlmMismatch } from '../findings/dlmMismatch';
import { dlmUnknown } from '../findings/dlmUnknown';
import { currentLock } from './lock';
import { decideLock, type LockDecision, type Mismatch } from './policy';
import type { Sampled, Unknown } from './sample';

/** What the recorded lock is held against. `dlmSha256` is absent where the document is not known. */
export interface CurrentRuntime extends Sampled {
  readonly dlmSha256?: string;
  /** ISO 8601. */
  readonly time: string;
}

/** The outcome. `unseen`: fields that show in training alone, so that nothing is said of them. */
export interface LockCheck {
  readonly decision: LockDecision;
  readonly unknown: readonly Unknown[];
  readonly unseen: readonly string[];
}

/** Compares a valid recorded lock with what is known of now. */
export function checkLock(recorded: JsonNode, now: CurrentRuntime): LockCheck {
  const unknown = unknownOf(recorded, now);
  const made = currentLock(recorded, {
    sample: { ...now.sample, pinnedVersions: comparable(recorded, now.sample.pinnedVersions) },
    document: { id: stringMember(recorded, 'dlm_id') ?? '', sha256: now.dlmSha256 ?? '' },
    now: now.time,
  });
  const current = asRecorded(
    made,
    recorded,
    unknown.map(({ field }) => field),
  );
  return {
    decision: decideLock(recorded, current),
    unknown,
    unseen: unseenOf(recorded, now.sample.pinnedVersions),
  };
}

const pinnedOf = (lock: JsonNode) => members(member(lock, 'pinned_versions'));

// DLM itself does not record accelerate, though its table judges it: one that is installed and not recorded says nothing.
function comparable(recorded: JsonNode, sampled: Readonly<Record<string, string>>): Record<string, string> {
  const { accelerate, ...others } = sampled;
  return pinnedOf(recorded).has('accelerate') && accelerate !== undefined ? { ...others, accelerate } : others;
}

function unknownOf(recorded: JsonNode, { sample, unknown, dlmSha256 }: CurrentRuntime): Unknown[] {
  const recordedClass = stringMember(recorded, 'determinism_class');
  const isSampled = !unknown.some(({ field }) => field === 'determinism_class');
  // The kernels that a run uses decide it, unless the device rules more than that out.
  const isOpen = sample.backend === 'cuda' || (sample.backend !== 'cpu' && recordedClass === 'advisory');
  return [
    ...(dlmSha256 === undefined
      ? [{ field: 'dlm_sha256', why: 'the document was not found, or more than one has this dlm_id' }]
      : []),
    ...unknown,
    ...(isSampled && isOpen
      ? [{ field: 'determinism_class', why: 'which kernels a run uses shows in training alone' }]
      : []),
  ];
}

const UNSEEN = [
  'base_model_revision',
  'base_model_sha256',
  'seed',
  'determinism_flags',
  'license_acceptance',
  'world_size',
] as const;
const SAMPLED: ReadonlySet<string> = new Set(['torch', 'transformers', 'peft', 'trl', 'bitsandbytes', 'accelerate']);

function unseenOf(recorded: JsonNode, sampled: Readonly<Record<string, string>>): string[] {
  const packages = [...pinnedOf(recorded).keys()].filter(name => !SAMPLED.has(name));
  const open = sampled.accelerate !== undefined && !pinnedOf(recorded).has('accelerate') ? ['accelerate'] : [];
  return [...UNSEEN, ...packages, ...open];
}

// A field that is not known is taken as it was recorded, absent ones too, so that nothing is said of it.
function asRecorded(current: JsonNode, recorded: JsonNode, fields: readonly string[]): JsonNode {
  const kept = [...members(current)].filter(([key]) => !fields.includes(key));
  const taken = [...members(recorded)].filter(([key]) => fields.includes(key));
  return jsonObject([...kept, ...taken].map(([key, { value }]) => [key, value] as const));
}

const SEVERITIES = { error: 'error', warn: 'warning', allow: 'info' } as const;

/** The findings of a check, each at its field of the recorded lock. */
export function checkFindings(recorded: JsonNode, { decision, unknown }: LockCheck): Diagnostic[] {
  const differing = decision.mismatches.map(({ path, severity, message }: Mismatch) =>
    dlmMismatch.report({ message }, placeOf(recorded, path), { severity: SEVERITIES[severity] }),
  );
  const open = unknown.map(({ field, why }) => dlmUnknown.report({ field, why }, placeOf(recorded, field)));
  return [...differing, ...open];
}

// The value of a field; of one that the lock does not have, the name of the innermost that it has.
function placeOf(root: JsonNode, path: string): Span {
  let [node, at]: [JsonNode | undefined, Span] = [root, span(root.span.start, root.span.start + 1)];
  const steps = path.split('.');
  for (const [i, step] of steps.entries()) {
    const found = members(node).get(step);
    if (!found) break;
    node = found.value;
    const isLast = i === steps.length - 1 && node.kind !== 'object' && node.kind !== 'array';
    at = isLast ? node.span : found.keySpan;
  }
  return at;
}
