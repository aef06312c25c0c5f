// The rows of the table of severities that concern DLM: the fields of dlm.lock and the goldens of an index. torch, seed, times and ids have rows
// that all kinds share. Source: DLM, "Determinism & reproducibility" (seed document 002), "Mismatch severity table".
import type { Pair } from '../../../artifacts/diff';
import { pythonEqual } from '../../../python/equal';
import type { JsonNode } from '../../../text/jsonText';
import { CLOSE, countStrings, difference, ifBoth, type PolicyRow, sides } from '../policyRow';

/** The rows, in the order in which they are tried. */
export const dlmRows: readonly PolicyRow[] = [
  {
    id: 'dlm-id',
    path: /^dlm_id$/,
    severity: 'error',
    about: 'identifier of a DLM document: the locks belong to different documents',
    reason: pair => ifBoth('dlm_id', pair, `The locks belong to different documents: dlm_id ${sides(pair)}.`),
  },
  {
    id: 'dlm-document',
    path: /^dlm_sha256$/,
    severity: 'warn',
    about: 'content of a DLM document; `dlm train` always allows it to change, but what was trained on differs',
    reason: pair => difference('The document', pair, ': the locks belong to two versions of it.'),
  },
  {
    id: 'dlm-default',
    path: /^(base_model_sha256|cuda_version|rocm_version|license_acceptance|world_size|pinned_versions|determinism_flags)$/,
    when: isDefault,
    severity: 'info',
    about: 'field of a DLM lock left out on one side, with its default on the other',
    reason: () => '',
  },
  {
    id: 'base-model',
    path: /^base_model_revision$/,
    severity: 'error',
    about: 'revision of the base model',
    reason: pair =>
      ifBoth(
        'The revision of the base model',
        pair,
        `The base model differs: revision ${sides(pair)}; the adapter cannot be reproduced with another revision.`,
      ),
  },
  {
    id: 'base-model-content',
    path: /^base_model_sha256$/,
    when: pair => countStrings(pair) === 2,
    severity: 'error',
    about: 'content of the base model, recorded on both sides',
    reason: pair => difference('The content of the base model', pair, '; its revision was rewritten upstream.'),
  },
  {
    id: 'base-model-content-unknown',
    path: /^base_model_sha256$/,
    severity: 'info',
    about: 'content of the base model, recorded on one side only',
    reason: () => 'Only one side records the content of the base model, so it is not compared.',
  },
  {
    id: 'bitsandbytes',
    path: /^pinned_versions\.bitsandbytes$/,
    severity: 'warn',
    about: 'version of bitsandbytes',
    reason: pair => difference('bitsandbytes', pair, '; the kernels of QLoRA depend on its version.'),
  },
  {
    id: 'pinned-versions',
    path: /^pinned_versions([.[](?!torch$)|$)/,
    severity: 'warn',
    about: 'versions of other pinned packages',
    reason: pair => difference(pair.path.replace(/^pinned_versions\./, ''), pair, `; ${CLOSE}.`),
  },
  {
    id: 'hardware-tier',
    path: /^hardware_tier$/,
    severity: 'warn',
    about: 'hardware tier',
    reason: pair => difference('The hardware', pair, `; ${CLOSE}.`),
  },
  {
    id: 'gpu-runtime',
    path: /^(cuda|rocm)_version$/,
    severity: 'warn',
    about: 'version of CUDA or ROCm',
    reason: pair => difference(pair.path === 'cuda_version' ? 'CUDA' : 'ROCm', pair, `; ${CLOSE}.`),
  },
  {
    id: 'determinism-class',
    path: /^determinism_class$/,
    severity: 'warn',
    about: 'determinism class',
    reason: pair => difference('The determinism class', pair, '; the machines do not guarantee the same determinism.'),
  },
  {
    id: 'determinism-flags-alike',
    path: /^determinism_flags[.[]/,
    when: ({ a, b }) => a !== undefined && b !== undefined && pythonEqual(a, b),
    severity: 'info',
    about: 'determinism flags that are equal for Python, such as 1 and true',
    reason: () => '',
  },
  {
    id: 'determinism-flags',
    path: /^determinism_flags([.[]|$)/,
    severity: 'warn',
    about: 'determinism flags',
    reason: flagsReason,
  },
  {
    id: 'world-size',
    path: /^world_size$/,
    severity: 'warn',
    about: 'number of processes that train together',
    reason: pair =>
      ifBoth('world_size', pair, `The number of processes differs (world_size ${sides(pair)}); ${CLOSE}.`),
  },
  {
    id: 'license',
    path: /^license_acceptance(\.license_(spdx|url))?$/,
    severity: 'warn',
    about: 'license of the base model: it appears, disappears, or has another SPDX identifier or URL',
    reason: licenseReason,
  },
  {
    id: 'license-record',
    path: /^license_acceptance\.(accepted_at|via)$/,
    severity: 'info',
    about: 'when and how the license was accepted',
    reason: () => '',
  },
  {
    id: 'golden',
    path: /^adapter_sha256$/,
    severity: 'error',
    about: 'adapter that a golden approves',
    reason: pair =>
      ifBoth('adapter_sha256', pair, `The same versions and platform produced another adapter (${sides(pair)}).`),
  },
];

const NULL_BY_DEFAULT = /^(base_model_sha256|cuda_version|rocm_version|license_acceptance)$/;

// An empty or null value on the only side that has it is the default. When a license appears, its fields show the difference.
function isDefault({ path, a, b }: Pair): boolean {
  const there = a ?? b;
  if ((a && b) || !there) return false;
  if (NULL_BY_DEFAULT.test(path)) return there.kind === 'null';
  return path === 'world_size' ? isOne(there) : there.kind === 'object' && there.members.length === 0;
}

const isOne = (node: JsonNode): boolean => node.kind === 'number' && node.text === '1';

// Null means that no license was accepted.
function licenseReason(pair: Pair): string {
  const [a, b] = [pair.a, pair.b].map(node => node?.kind === 'object');
  return a === b ? difference('The accepted license', pair, '.') : `A license was accepted only in ${a ? 'A' : 'B'}.`;
}

function flagsReason(pair: Pair): string {
  if (pair.path !== 'determinism_flags') return difference(pair.path, pair, `; ${CLOSE}.`);
  return ifBoth(pair.path, pair, `The determinism flags differ; ${CLOSE}.`);
}
