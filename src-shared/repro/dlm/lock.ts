// Builds the DLM lock of the current runtime from an interpreter, the document, and the recorded lock for fields that are known only during training.
// Printed as DLM does: sorted keys, 2 spaces per level, one newline (src/dlm/lock/writer.py). DLM's documentation shows the fields in another order.

import { type JsonNode, member, members } from '../../text/jsonText';
import { jsonNull, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';

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

/** The best class that a machine can guarantee. Only CUDA with all deterministic kernels is strong, and the kernels are known only during training. */
export function determinismClass(sample: RuntimeSample, recorded: string | undefined): string {
  if (sample.backend === 'cpu') return 'advisory';
  if (sample.backend === 'cuda' && recorded !== undefined) return recorded;
  return recorded === 'advisory' ? recorded : 'best-effort';
}

// llama.cpp is not a Python package, so an interpreter cannot report it.
const UNSEEN = ['llama_cpp'];

/**
 * The lock of the current runtime as a tree. Base model, seed, flags, license, run and number of processes are copied from the recorded lock: they
 * are known only during training, so a comparison does not report them. `now` is ISO 8601.
 */
export function currentLock(
  recorded: JsonNode,
  { sample, document, now }: { readonly sample: RuntimeSample; readonly document: DlmDocument; readonly now: string },
): JsonNode {
  const recordedClass = member(recorded, 'determinism_class');
  const pinned = members(member(recorded, 'pinned_versions'));
  const unseen = UNSEEN.flatMap(name =>
    [...pinned].filter(([key]) => key === name).map(([key, m]) => [key, m.value] as const),
  );
  const sampled = Object.entries(sample.pinnedVersions).map(([name, version]) => [name, jsonString(version)] as const);
  return jsonObject(
    new Map<string, JsonNode>([
      ['base_model_sha256', jsonNull],
      ['determinism_flags', jsonObject([])],
      ['license_acceptance', jsonNull],
      ['world_size', jsonNumber('1')],
      ...[...members(recorded)].map(([key, m]) => [key, m.value] as const),
      ['lock_version', jsonNumber('1')],
      ['created_at', jsonString(now)],
      ['dlm_id', jsonString(document.id)],
      ['dlm_sha256', jsonString(document.sha256)],
      ['pinned_versions', jsonObject(new Map([...unseen, ...sampled]))],
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

/** The text of a lock as DLM writes it. */
export const dlmLockText = (lock: JsonNode): string => `${printJson(lock)}\n`;
