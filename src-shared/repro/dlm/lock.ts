// Builds the lock that the trainer of DLM would write now: from an interpreter, the document, the store's manifest, and the recorded lock for fields
// that are known only during training.
// Printed as DLM does: sorted keys, 2 spaces per level, one newline (src/dlm/lock/writer.py). DLM's documentation shows the fields in another order.

import { type JsonNode, member, members } from '../../text/jsonText';
import { jsonNull, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';

/** Facts about an interpreter and its machine that are available without starting a training. */
export interface RuntimeSample {
  /** Versions of the packages that are installed, by their names in a lock: `llama_cpp`. */
  readonly pinnedVersions: Readonly<Record<string, string>>;
  readonly backend: 'cuda' | 'rocm' | 'mps' | 'cpu';
  /** Compute capability of the CUDA device, e.g. [8, 6]; absent if it is unknown. */
  readonly computeCapability?: readonly [major: number, minor: number];
  readonly cudaVersion: string | null;
  readonly rocmVersion: string | null;
}

/** The document that would be trained. */
export interface DlmDocument {
  readonly id: string;
  /** SHA-256 of its bytes, 64 hex digits. */
  readonly sha256: string;
}

/** The tier of a machine. A CUDA device of unknown capability counts as the older tier, as in DLM. */
export function hardwareTier({ backend, computeCapability }: RuntimeSample): string {
  if (backend !== 'cuda') return backend;
  return (computeCapability?.[0] ?? 0) >= 8 ? 'cuda-sm80+' : 'cuda-sm<80';
}

/**
 * The class that the trainer would record. The kernels of a GPU are known only during training, so the recorded class is kept where the device allows
 * it. On a CPU the documents promise `advisory`, and the trainer records `best_effort`; a CPU is never strong.
 */
export function determinismClass({ backend }: RuntimeSample, recorded: string | undefined): string {
  if (backend === 'cpu') return recorded === 'best-effort' ? recorded : 'advisory';
  if (backend !== 'mps' && recorded !== undefined) return recorded;
  return recorded === 'advisory' ? recorded : 'best-effort';
}

/** What the comparison of a lock needs besides the recorded lock. `now` is ISO 8601. */
export interface LockSources {
  readonly sample: RuntimeSample;
  readonly document: DlmDocument;
  /** The `license_acceptance` of the store's manifest.json, from which the trainer copies it; absent if it is unknown. */
  readonly license?: JsonNode | undefined;
  readonly now: string;
}

// The trainer pins neither of these, although the table of DLM has rows for them.
const NEVER_PINNED: readonly string[] = ['accelerate', 'llama_cpp'];

/**
 * The lock of the current runtime as a tree. The trainer writes no flags and no content of the base model. Revision of the base model, seed, run and
 * number of processes are copied from the recorded lock: they are known only during training, so a comparison does not report them.
 */
export function currentLock(recorded: JsonNode, { sample, document, license, now }: LockSources): JsonNode {
  const recordedClass = member(recorded, 'determinism_class');
  const pinned = Object.entries(sample.pinnedVersions).filter(([name]) => !NEVER_PINNED.includes(name));
  return jsonObject(
    new Map<string, JsonNode>([
      ['license_acceptance', jsonNull],
      ['world_size', jsonNumber('1')],
      ...[...members(recorded)].map(([key, m]) => [key, m.value] as const),
      ['base_model_sha256', jsonNull],
      ['determinism_flags', jsonObject([])],
      ...(license ? [['license_acceptance', license] as const] : []),
      ['lock_version', jsonNumber('1')],
      ['created_at', jsonString(now)],
      ['dlm_id', jsonString(document.id)],
      ['dlm_sha256', jsonString(document.sha256)],
      ['pinned_versions', jsonObject(pinned.map(([name, version]) => [name, jsonString(version)] as const))],
      ['cuda_version', jsonString(sample.cudaVersion)],
      ['rocm_version', jsonString(sample.rocmVersion)],
      ['hardware_tier', jsonString(hardwareTier(sample))],
      [
        'determinism_class',
        jsonString(determinismClass(sample, recordedClass?.kind === 'string' ? recordedClass.text : undefined)),
      ],
    ]),
  );
}
