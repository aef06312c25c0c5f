// The lock of the current runtime, compared with a transcription of how the trainer of DLM builds and writes one.
import { expect, test } from 'vitest';
import { currentLock, type RuntimeSample } from '../../../src-shared/repro/dlm/lock';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { printJson } from '../../../src-shared/text/printJson';
import { caseCount } from '../../cases';
import { askPython } from '../../python/askPython';
import { LICENSE, random, SEED } from './randomLocks';

const next = random(SEED + 3);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
const PACKAGES = ['torch', 'transformers', 'peft', 'trl', 'bitsandbytes', 'sway', 'accelerate', 'llama_cpp'];

// The device, and the trainer's words for the classes that the device allows.
const CLASSES: Readonly<Record<RuntimeSample['backend'], readonly string[]>> = {
  cuda: ['strict', 'best_effort', 'loose'],
  rocm: ['strict', 'best_effort', 'loose'],
  mps: ['best_effort', 'loose'],
  cpu: ['best_effort', 'loose'],
};

const cases = Array.from({ length: caseCount(2000) }, () => {
  const backend = pick(['cuda', 'rocm', 'mps', 'cpu'] as const);
  const versions = PACKAGES.filter(() => next() < 0.5).map(name => [name, pick(['1.0', '2.5.1+é', 'b8816'])] as const);
  return {
    backend,
    sm: pick([null, [7, 5], [8, 0], [9, 0]] as const),
    versions: Object.fromEntries(versions),
    cuda: pick([null, '12.4']),
    rocm: pick([null, '6.2']),
    trained: pick(CLASSES[backend]),
    license: pick([null, LICENSE]),
    flags: pick([{}, { a: 1 }]),
    sha: pick([null, 'a']),
    seed: pick([0, 42, -7]),
    run: pick([1, 12]),
    worldSize: pick([1, 2]),
  };
});

const TRAINER = String.raw`
CLASSES = {"strict": "strong", "best_effort": "best-effort", "loose": "advisory"}
def tier(backend, sm):
    if backend == "cuda":
        return "cuda-sm<80" if sm is None or sm[0] < 8 else "cuda-sm80+"
    return backend
def build(case):
    # The trainer captures only these packages.
    captured = ("torch", "transformers", "peft", "trl", "bitsandbytes", "sway")
    return {
        "lock_version": 1, "created_at": "2026-04-19T17:30:00.123456Z", "dlm_id": "A", "dlm_sha256": "0" * 64,
        "base_model_revision": "r", "base_model_sha256": None,
        "pinned_versions": {name: case["versions"][name] for name in captured if name in case["versions"]},
        "cuda_version": case["cuda"], "rocm_version": case["rocm"], "hardware_tier": tier(case["backend"], case["sm"]),
        "seed": case["seed"], "determinism_flags": {}, "determinism_class": CLASSES[case["trained"]],
        "license_acceptance": case["license"], "last_run_id": case["run"], "world_size": case["worldSize"],
    }
output = [json.dumps(build(case), indent=2, sort_keys=True) + "\n" for case in input]
`;

const LOCK_CLASSES: Readonly<Record<string, string>> = {
  strict: 'strong',
  best_effort: 'best-effort',
  loose: 'advisory',
};

// The recorded lock has other values in all fields that the trainer does not copy.
const recordedOf = (c: (typeof cases)[number]): JsonNode =>
  parseJson(
    JSON.stringify({
      lock_version: 1,
      created_at: '2025-01-01T00:00:00',
      dlm_id: 'A',
      dlm_sha256: '1'.repeat(64),
      base_model_revision: 'r',
      base_model_sha256: c.sha,
      pinned_versions: { accelerate: '1', llama_cpp: 'b1', torch: '1' },
      hardware_tier: 'mps',
      seed: c.seed,
      determinism_flags: c.flags,
      determinism_class: LOCK_CLASSES[c.trained],
      last_run_id: c.run,
      world_size: c.worldSize,
    }),
  ).value as JsonNode;

test('is built and written as the trainer does it', context => {
  const answers = askPython<string[]>(context, TRAINER, cases);
  for (const [i, c] of cases.entries()) {
    const sample: RuntimeSample = {
      pinnedVersions: c.versions,
      backend: c.backend,
      ...(c.sm && { computeCapability: c.sm }),
      cudaVersion: c.cuda,
      rocmVersion: c.rocm,
    };
    const license = parseJson(JSON.stringify(c.license)).value as JsonNode;
    const document = { id: 'A', sha256: '0'.repeat(64) };
    const lock = currentLock(recordedOf(c), { sample, document, license, now: '2026-04-19T17:30:00.123456Z' });
    expect(`${printJson(lock)}\n`, JSON.stringify(c)).toBe(answers[i]);
  }
});
