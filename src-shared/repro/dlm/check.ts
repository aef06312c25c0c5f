// Compares a recorded DLM lock with a sample of the current runtime. A field whose current value is unknown never counts as a match.

import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { jsonObject } from '../../text/makeJson';
import { type Span, span } from '../../text/span';
import { dlmMismatch } from '../findings/dlmMismatch';
import { dlmUnknown } from '../findings/dlmUnknown';
import { currentLock } from './lock';
import { decideLock, type LockDecision, type Mismatch } from './policy';
import type { Sampled, Unknown } from './sample';

/** The runtime and the document to compare the recorded lock with. `dlmSha256` is absent if the document is unknown. */
export interface CurrentRuntime extends Sampled {
  readonly dlmSha256?: string;
  /** ISO 8601. */
  readonly time: string;
}

/** The result. `unseen`: fields that are known only during training, so they are not compared. */
export interface LockCheck {
  readonly decision: LockDecision;
  readonly unknown: readonly Unknown[];
  readonly unseen: readonly string[];
}

/** Compares a valid recorded lock with the current runtime. */
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

// DLM's table has a row for accelerate, but DLM does not record it. An installed accelerate that is not recorded is therefore not a difference.
function comparable(recorded: JsonNode, sampled: Readonly<Record<string, string>>): Record<string, string> {
  const { accelerate, ...others } = sampled;
  return pinnedOf(recorded).has('accelerate') && accelerate !== undefined ? { ...others, accelerate } : others;
}

function unknownOf(recorded: JsonNode, { sample, unknown, dlmSha256 }: CurrentRuntime): Unknown[] {
  const recordedClass = stringMember(recorded, 'determinism_class');
  const isSampled = !unknown.some(({ field }) => field === 'determinism_class');
  // The class depends on the kernels of a run, unless the device alone determines it.
  const isOpen = sample.backend === 'cuda' || (sample.backend !== 'cpu' && recordedClass === 'advisory');
  return [
    ...(dlmSha256 === undefined
      ? [{ field: 'dlm_sha256', why: 'the document was not found, or several documents have this `dlm_id`' }]
      : []),
    ...unknown,
    ...(isSampled && isOpen
      ? [{ field: 'determinism_class', why: 'it depends on the kernels, which are known only during training' }]
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

// Unknown fields keep their recorded value (or stay absent), so they are not reported as differences.
function asRecorded(current: JsonNode, recorded: JsonNode, fields: readonly string[]): JsonNode {
  const kept = [...members(current)].filter(([key]) => !fields.includes(key));
  const taken = [...members(recorded)].filter(([key]) => fields.includes(key));
  return jsonObject([...kept, ...taken].map(([key, { value }]) => [key, value] as const));
}

const SEVERITIES = { error: 'error', warn: 'warning', allow: 'info' } as const;

/** The findings of a check, each at its field of the recorded lock. */
export function checkFindings(recorded: JsonNode, { decision, unknown, unseen }: LockCheck): Diagnostic[] {
  const differing = decision.mismatches.map(({ path, severity, message }: Mismatch) =>
    dlmMismatch.report({ message }, placeOf(recorded, path), { severity: SEVERITIES[severity] }),
  );
  const open = unknown.map(({ field, why }) => dlmUnknown.report({ field, why }, placeOf(recorded, field)));
  return [...differing, ...open, ...unseenFindings(recorded, unseen)];
}

// A field that the lock does not have has no place of its own.
function unseenFindings(recorded: JsonNode, unseen: readonly string[]): Diagnostic[] {
  return unseen.flatMap(field => {
    const path = members(recorded).has(field)
      ? field
      : pinnedOf(recorded).has(field)
        ? `pinned_versions.${field}`
        : undefined;
    if (path === undefined) return [];
    const why = 'it is known only during training';
    return [dlmUnknown.report({ field, why }, placeOf(recorded, path), { severity: 'hint' })];
  });
}

// The span of a field's value; if the field is missing, the key of the innermost object that exists.
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
