// Whether DLM can use a lock. Source: `load_lock` of DLM, which reads UTF-8 without a byte order mark, and validates.
import { kindById } from '../../artifacts/detect';
import { type Artifact, readArtifact } from '../../artifacts/read';
import { isAbsent } from '../../host/linkFailure';
import type { TextResult } from '../../host/readText';
import type { Diagnostic } from '../../text/diagnostic';
import type { JsonNode } from '../../text/jsonText';

/** A lock as DLM reads it: its tree, or the errors for which DLM rejects it. */
export type LockReading =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly errors: readonly [Pick<Diagnostic, 'message' | 'span'>, ...Diagnostic[]] };

/** What a rejected recorded lock means, as a sentence. */
export const UNUSABLE_EFFECT =
  '`dlm train` stops in every lock mode except `--update-lock`, which overwrites this lock.';

/**
 * Whether DLM cannot use a recorded lock that could not be read for a reason. DLM treats a folder or a link to nothing like a missing lock and cannot
 * replace it, and it does not have this tool's size limit, so the effect of these is not known.
 */
export const isUnusable = (reason: Extract<TextResult, { ok: false }>['reason']): boolean =>
  !isAbsent(reason) && reason !== 'folder' && reason !== 'too-large';

const BEGINNING = { start: 0, end: 1 };

/** Reads the text of a lock, with its byte order mark if the file has one. `artifact`: the same text as an artifact, where it is known. */
export function readLock(text: string, artifact = readArtifact('dlm.lock', text, kindById('dlm-lock'))): LockReading {
  const [first, ...errors] = artifact?.diagnostics.filter(d => d.severity === 'error') ?? [];
  if (first) return { ok: false, errors: [first, ...errors] };
  const root = lockRoot(artifact);
  return root ? { ok: true, root } : { ok: false, errors: [{ message: 'It is not a DLM lock.', span: BEGINNING }] };
}

const lockRoot = (artifact: Artifact | undefined): JsonNode | undefined =>
  artifact?.kind.id === 'dlm-lock' ? artifact.root : undefined;
