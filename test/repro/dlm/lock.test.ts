// The lock of the current runtime: built from the facts of an interpreter, the document and the recorded lock, and written as DLM writes it.
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { currentLock, determinismClass, hardwareTier, type RuntimeSample } from '../../../src-shared/repro/dlm/lock';
import { decideLock } from '../../../src-shared/repro/dlm/policy';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { printJson } from '../../../src-shared/text/printJson';

const RECORDED = parseJson(`{
  "lock_version": 1, "created_at": "2026-04-19T17:30:00", "dlm_id": "A", "dlm_sha256": "${'0'.repeat(64)}",
  "base_model_revision": "12fd", "base_model_sha256": null,
  "pinned_versions": {"torch": "2.5.1", "peft": "0.14.0", "sway": "0.3.0"},
  "cuda_version": null, "rocm_version": null, "hardware_tier": "mps", "seed": 42, "determinism_flags": {},
  "determinism_class": "best-effort", "license_acceptance": null, "last_run_id": 3
}`).value as JsonNode;
const SAMPLE: RuntimeSample = {
  pinnedVersions: { torch: '2.5.1', peft: '0.14.0' },
  backend: 'mps',
  cudaVersion: null,
  rocmVersion: null,
};
const now = { document: { id: 'A', sha256: '1'.repeat(64) }, now: '2026-05-01T00:00:00' };

test('is written with sorted keys, 2 blanks a level and a newline, and is valid', () => {
  const text = `${printJson(currentLock(RECORDED, { sample: SAMPLE, ...now }))}\n`;
  expect(text).toBe(`{
  "base_model_revision": "12fd",
  "base_model_sha256": null,
  "created_at": "2026-05-01T00:00:00",
  "cuda_version": null,
  "determinism_class": "best-effort",
  "determinism_flags": {},
  "dlm_id": "A",
  "dlm_sha256": "${'1'.repeat(64)}",
  "hardware_tier": "mps",
  "last_run_id": 3,
  "license_acceptance": null,
  "lock_version": 1,
  "pinned_versions": {
    "peft": "0.14.0",
    "torch": "2.5.1"
  },
  "rocm_version": null,
  "seed": 42,
  "world_size": 1
}
`);
  expect(readArtifact('dlm.lock', text)?.diagnostics).toEqual([]);
});

test('differs from the recorded lock only in what was seen', () => {
  const fields = (sample: RuntimeSample) =>
    decideLock(RECORDED, currentLock(RECORDED, { sample, ...now })).mismatches.map(m => m.field);
  expect(fields(SAMPLE)).toEqual(['dlm_sha256']);
  expect(fields({ ...SAMPLE, pinnedVersions: { torch: '3.0' }, backend: 'cuda', cudaVersion: '12.4' })).toEqual([
    'dlm_sha256',
    'hardware_tier',
    'torch',
    'cuda_version',
    'peft',
  ]);
});

test.each([
  ['cuda', [8, 0], 'cuda-sm80+'],
  ['cuda', [12, 1], 'cuda-sm80+'],
  ['cuda', [7, 5], 'cuda-sm<80'],
  ['cuda', undefined, 'cuda-sm<80'],
  ['rocm', undefined, 'rocm'],
  ['mps', undefined, 'mps'],
  ['cpu', undefined, 'cpu'],
] as const)('the tier of %s %j is %s', (backend, computeCapability, tier) => {
  expect(hardwareTier({ ...SAMPLE, backend, ...(computeCapability && { computeCapability }) })).toBe(tier);
});

test.each([
  ['cpu', 'strong', 'advisory'],
  ['cpu', 'best-effort', 'best-effort'],
  ['cpu', undefined, 'advisory'],
  ['rocm', 'strong', 'strong'],
  ['cuda', 'strong', 'strong'],
  ['cuda', 'advisory', 'advisory'],
  ['cuda', undefined, 'best-effort'],
  ['mps', 'strong', 'best-effort'],
  ['mps', 'advisory', 'advisory'],
  ['rocm', undefined, 'best-effort'],
] as const)('on %s, %s was recorded: the class is %s', (backend, recorded, expected) => {
  expect(determinismClass({ ...SAMPLE, backend }, recorded)).toBe(expected);
});
