// Compares a recorded DLM lock with a sample of the current runtime. A field whose current value is unknown never counts as a match.

import { openingSpan } from '../../artifacts/openingSpan';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, members, stringMember } from '../../text/jsonText';
import { jsonObject } from '../../text/makeJson';
import type { Span } from '../../text/span';
import { dlmMismatch } from '../findings/dlmMismatch';
import { dlmUnknown } from '../findings/dlmUnknown';
import { currentLock } from './lock';
import { decideLock, type LockDecision, type Mismatch } from './policy';
import type { Sampled, Unknown } from './sample';

/** The runtime and the document to compare the recorded lock with. `dlmSha256` is absent if the document is unknown. */
export interface CurrentRuntime extends Sampled {
  readonly dlmSha256?: string;
  /** The `license_acceptance` of the store's manifest.json, null where none is recorded; absent if it is unknown. */
  readonly license?: JsonNode;
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
    sample: now.sample,
    license: now.license,
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
    unseen: UNSEEN.filter(field => field !== 'license_acceptance' || now.license === undefined),
  };
}

function unknownOf(recorded: JsonNode, { sample, unknown, dlmSha256 }: CurrentRuntime): Unknown[] {
  const recordedClass = stringMember(recorded, 'determinism_class');
  const isSampled = !unknown.some(({ field }) => field === 'determinism_class');
  // The class depends on the kernels of a run, unless the device alone determines it.
  const isOpen =
    sample.backend === 'cuda' ||
    (sample.backend === 'rocm' && recordedClass === 'strong') ||
    (sample.backend !== 'cpu' && recordedClass === 'advisory');
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

// The trainer decides these when it starts.
const UNSEEN: readonly string[] = ['base_model_revision', 'seed', 'license_acceptance', 'world_size'];

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
  const why = 'it is known only during training';
  return unseen
    .filter(field => members(recorded).has(field))
    .map(field => dlmUnknown.report({ field, why }, placeOf(recorded, field), { severity: 'hint' }));
}

// The span of a field's value; if the field is missing, the key of the innermost object that exists.
function placeOf(root: JsonNode, path: string): Span {
  let [node, at]: [JsonNode | undefined, Span] = [root, openingSpan(root)];
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
