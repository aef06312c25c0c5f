// Sampling the runtime of a DLM document: which values are known, and that an unknown one never counts as a match.
import { describe, expect, test } from 'vitest';
import { checkFindings, checkLock } from '../../../src-shared/repro/dlm/check';
import {
  type Capabilities,
  type InterpreterFacts,
  queryCapabilities,
  queryRuntime,
} from '../../../src-shared/repro/dlm/facts';
import { needsCapabilities, sampleOf, sampleText } from '../../../src-shared/repro/dlm/sample';
import { storeLicense } from '../../../src-shared/repro/dlm/storeManifest';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { printJson } from '../../../src-shared/text/printJson';
import { hostOf } from '../memory';

const torch = (version: string, cuda: string | null, hip: string | null = null) => {
  const value = (text: string | null) => (text === null ? 'None' : `'${text}'`);
  return `from typing import Optional\n__version__ = '${version}'\ndebug = False\ncuda: Optional[str] = ${value(cuda)}\nhip: Optional[str] = ${value(hip)}\n`;
};
const CUDA = torch('2.5.1+cu124', '12.4');
const FACTS: InterpreterFacts = {
  versions: { torch: '2.5.1', peft: '0.14.0' },
  torchText: CUDA,
  system: 'Linux',
  machine: 'x86_64',
  macVersion: '',
  nvidia: true,
  amd: false,
  cudaHidden: false,
  rocmHidden: false,
};
const NO_GPU: Capabilities = { why: 'nvidia-smi is not on PATH' };
const gpus = (...listed: [number, number][]): Capabilities => ({ listed });
const sample = (facts: Partial<InterpreterFacts>, found: Capabilities = NO_GPU) => {
  const { torchText, ...others } = { ...FACTS, ...facts };
  const sampled = sampleOf({ ...others, ...(torchText !== undefined && { torchText }) }, found);
  return [sampleText(sampled), sampled.sample.cudaVersion, sampled.unknown.map(({ field }) => field)];
};
const ALL = ['hardware_tier', 'determinism_class', 'cuda_version'];

describe('a sample', () => {
  test.each<[string, Partial<InterpreterFacts>, Capabilities, unknown[]]>([
    ['a modern card', {}, gpus([8, 6]), ['torch 2.5.1+cu124, cuda-sm80+', '12.4', []]],
    ['an older card', {}, gpus([7, 5]), ['torch 2.5.1+cu124, cuda-sm<80', '12.4', []]],
    ['alike cards', {}, gpus([8, 6], [9, 0]), ['torch 2.5.1+cu124, cuda-sm80+', '12.4', []]],
    [
      'cards of both tiers',
      {},
      gpus([7, 5], [9, 0]),
      ['torch 2.5.1+cu124, unknown hardware', '12.4', ['hardware_tier']],
    ],
    ['a card without nvidia-smi', {}, NO_GPU, ['torch 2.5.1+cu124, unknown hardware', null, ALL]],
    ['no card', { nvidia: false }, NO_GPU, ['torch 2.5.1+cu124, cpu', null, []]],
    [
      'a system that does not tell',
      { nvidia: undefined, system: 'Windows' },
      NO_GPU,
      ['torch 2.5.1+cu124, unknown hardware', null, ALL],
    ],
    ['a card that is hidden', { cudaHidden: true }, gpus([8, 6]), ['torch 2.5.1+cu124, cpu', null, []]],
    ['torch for the CPU', { torchText: torch('2.5.1+cpu', null) }, gpus([8, 6]), ['torch 2.5.1+cpu, cpu', null, []]],
    [
      'a Mac',
      { system: 'Darwin', machine: 'arm64', macVersion: '14.5', torchText: torch('2.5.1', null) },
      NO_GPU,
      ['torch 2.5.1, mps', null, []],
    ],
    [
      'an old Mac',
      { system: 'Darwin', machine: 'x86_64', macVersion: '14.5', torchText: torch('2.2.2', null) },
      NO_GPU,
      ['torch 2.2.2, unknown hardware', null, ['hardware_tier', 'determinism_class']],
    ],
    [
      'ROCm',
      { amd: true, torchText: torch('2.5.1+rocm6.2', null, '6.2.41133') },
      NO_GPU,
      ['torch 2.5.1+rocm6.2, rocm', null, []],
    ],
    [
      'ROCm without a device',
      { torchText: torch('2.5.1+rocm6.2', null, '6.2.41133') },
      NO_GPU,
      ['torch 2.5.1+rocm6.2, cpu', null, []],
    ],
  ])('of %s', (_, facts, found, expected) => {
    expect(sample(facts, found)).toEqual(expected);
  });

  test('of an interpreter without torch, or with one that says nothing of itself, names no hardware', () => {
    const bare = sampleOf({ ...without(FACTS, 'torchText'), versions: { peft: '0.14.0' } }, gpus([8, 6]));
    expect(sampleText(bare)).toBe('no torch, unknown hardware');
    expect(bare.unknown.map(({ field }) => field)).toEqual([...ALL, 'rocm_version']);
    const strange = sampleOf({ ...FACTS, torchText: 'cuda = cuda_of_build()' }, gpus([8, 6]));
    expect(strange.unknown.map(({ field }) => field)).toEqual([...ALL, 'rocm_version']);
    expect(strange.sample.pinnedVersions.torch).toBe('2.5.1');
  });

  test('asks nvidia-smi where torch was built for CUDA alone', () => {
    expect(needsCapabilities(FACTS)).toBe(true);
    expect(needsCapabilities({ ...FACTS, cudaHidden: true })).toBe(false);
    expect(needsCapabilities({ ...FACTS, torchText: torch('2.5.1', null) })).toBe(false);
    expect(needsCapabilities(without(FACTS, 'torchText'))).toBe(false);
  });
});

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> & InterpreterFacts {
  const { [key]: _, ...others } = value;
  return others as Omit<T, K> & InterpreterFacts;
}

describe('a program that is asked', () => {
  const ran = (result: Awaited<ReturnType<ReturnType<typeof hostOf>['run']>>) =>
    hostOf({}, undefined, async () => result);
  const said = (stdout: string, code = 0) => ran({ ok: true, code, stdout, stderr: 'Traceback\nNameError: x' });
  const smi = (stdout: string, code = 0) =>
    queryCapabilities(said(stdout, code), '/usr/bin/nvidia-smi', { folder: '/' });

  test.each([
    ['8.6\n', { listed: [[8, 6]] }],
    [
      '8.6\r\n7.5\r\n',
      {
        listed: [
          [8, 6],
          [7, 5],
        ],
      },
    ],
    ['', { why: 'nvidia-smi does not report the compute capability' }],
    ['[N/A]\n', { why: 'nvidia-smi does not report the compute capability' }],
    ['8.6\n[N/A]\n', { why: 'nvidia-smi does not report the compute capability' }],
  ])('nvidia-smi that says %j', async (stdout, expected) => expect(await smi(stdout)).toEqual(expected));

  test('nvidia-smi that fails, takes too long, or is not there', async () => {
    expect(await smi('8.6', 9)).toEqual({ why: 'nvidia-smi failed with exit code 9' });
    const late = ran({ ok: false, reason: 'timeout', detail: '' });
    expect(await queryCapabilities(late, '/x', { folder: '/' })).toEqual({
      why: 'nvidia-smi could not be run (it did not finish in time)',
    });
    expect(await queryCapabilities(late, undefined, { folder: '/' })).toEqual(NO_GPU);
  });

  test('an interpreter that cannot answer gives no sample', async () => {
    expect(await queryRuntime(said('', 1), '/py', { folder: '/' })).toBe(
      'The interpreter /py did not report its packages (exit code 1: NameError: x). It must be Python 3.8 or newer.',
    );
    expect(await queryRuntime(said('hello'), '/py', { folder: '/' })).toContain('did not report its packages');
    const coloured = ran({ ok: true, code: 1, stdout: '', stderr: '\u001b[31mNameError\u001b[0m\u0007' });
    expect(await queryRuntime(coloured, '/py', { folder: '/' })).toContain('(exit code 1: NameError)');
    const gone = ran({ ok: false, reason: 'not-started', detail: 'it does not exist' });
    expect(await queryRuntime(gone, '/py', { folder: '/' })).toBe(
      'The interpreter /py could not be run: it does not exist.',
    );
  });
});

const LOCK = `{
  "lock_version": 1, "created_at": "2026-04-19T17:30:00", "dlm_id": "A", "dlm_sha256": "${'0'.repeat(64)}",
  "base_model_revision": "12fd",
  "pinned_versions": {"torch": "2.5.1+cu124", "peft": "0.14.0"},
  "cuda_version": "12.4", "hardware_tier": "cuda-sm80+", "seed": 42,
  "determinism_class": "strong", "last_run_id": 3
}`;
const parsed = (text: string): JsonNode => parseJson(text).value as JsonNode;
const check = (facts: Partial<InterpreterFacts>, found: Capabilities, { lock = LOCK } = {}) => {
  const root = parsed(lock);
  const result = checkLock(root, {
    ...sampleOf({ ...FACTS, ...facts }, found),
    dlmSha256: '0'.repeat(64),
    time: '2026-04-20T00:00:00',
  });
  const all = checkFindings(root, result).map(d => `${d.severity} ${d.code} ${lock.slice(d.span.start, d.span.end)}`);
  // Hints mark what is known only during training.
  const [hints, findings] = [true, false].map(isHint => all.filter(line => line.startsWith('hint ') === isHint));
  return { ...result, findings, hints };
};

describe('a check', () => {
  test('of what is as recorded says only what shows in training', () => {
    const { decision, findings, unseen, hints } = check({}, gpus([8, 0]));
    expect(decision).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
    expect(findings).toEqual(['info dlm-unknown "strong"']);
    expect(unseen).toEqual(['base_model_revision', 'seed', 'license_acceptance', 'world_size']);
    expect(hints).toEqual(['hint dlm-unknown "12fd"', 'hint dlm-unknown 42']);
  });

  test('takes nothing that is not known for a match', () => {
    const { decision, findings } = check({}, NO_GPU);
    expect(decision.mismatches).toEqual([]);
    expect(findings).toEqual(['info dlm-unknown "cuda-sm80+"', 'info dlm-unknown "strong"', 'info dlm-unknown "12.4"']);
  });

  test('puts each mismatch at its field, a missing one at what holds it', () => {
    const facts = { versions: { torch: '3.0.0', bitsandbytes: '0.45.0' }, torchText: torch('3.0.0', null) };
    const { decision, findings } = check(facts, NO_GPU);
    expect(decision.action).toBe('abort');
    expect(findings).toEqual([
      'warning dlm-mismatch "cuda-sm80+"',
      'warning dlm-mismatch "strong"',
      'error dlm-mismatch "2.5.1+cu124"',
      'warning dlm-mismatch "pinned_versions"',
      'warning dlm-mismatch "12.4"',
      'warning dlm-mismatch "0.14.0"',
    ]);
  });

  test('never makes more of a changed document than information', () => {
    const root = parsed(LOCK);
    const now = { ...sampleOf(FACTS, gpus([8, 0])), time: '2026-04-20' };
    const changed = checkLock(root, { ...now, dlmSha256: 'f'.repeat(64) });
    expect(checkFindings(root, changed)[0]).toMatchObject({ severity: 'info', code: 'dlm-mismatch' });
    const unknown = checkLock(root, now);
    expect(unknown.decision.mismatches).toEqual([]);
    expect(unknown.unknown[0]?.field).toBe('dlm_sha256');
  });

  test.each(['accelerate', 'llama_cpp'])('%s is never pinned by the trainer, so a recorded version differs', name => {
    const facts = { versions: { ...FACTS.versions, [name]: '1.0.0' } };
    expect(check(facts, gpus([8, 0])).findings).toEqual(['info dlm-unknown "strong"']);
    const lock = LOCK.replace('"peft"', `"${name}": "1.0.0", "peft"`);
    const found = check(facts, gpus([8, 0]), { lock });
    expect(found.decision.action).toBe('proceed_with_warnings');
    expect(found.findings).toContain('warning dlm-mismatch "1.0.0"');
  });

  test('a pinned sway is not compared, as in DLM', () => {
    const lock = LOCK.replace('"peft"', '"sway": "0.3.0", "peft"');
    expect(check({}, gpus([8, 0]), { lock }).decision.mismatches).toEqual([]);
  });

  test('the trainer writes no flags and no content of the base model', () => {
    const lock = (more: string) => LOCK.replace('"seed"', `${more}, "seed"`);
    const flags = check({}, gpus([8, 0]), { lock: lock('"determinism_flags": {"a": 1}') });
    expect(flags.decision.mismatches.map(m => `${m.severity} ${m.field}`)).toEqual(['warn determinism_flags']);
    for (const more of ['"determinism_flags": {}', '"base_model_sha256": "a"', '"base_model_sha256": null'])
      expect(check({}, gpus([8, 0]), { lock: lock(more) }).decision.mismatches).toEqual([]);
  });

  test("the license comes from the store's manifest, where it is known", () => {
    const accepted = (spdx: string) =>
      `{"accepted_at":"2026-04-19T17:30:00","license_spdx":"${spdx}","license_url":"u","via":"cli_flag"}`;
    const lock = LOCK.replace('"seed"', `"license_acceptance": ${accepted('MIT')}, "seed"`);
    const compare = (license: string) =>
      checkLock(parsed(lock), { ...sampleOf(FACTS, gpus([8, 0])), license: parsed(license), time: '2026-04-20' });
    const fields = (license: string) => compare(license).decision.mismatches.map(m => `${m.severity} ${m.path}`);
    expect(compare('null').unseen).toEqual(['base_model_revision', 'seed', 'world_size']);
    expect(fields(accepted('MIT').replace('cli_flag', 'interactive'))).toEqual([]);
    expect(fields(accepted('GPL-3.0'))).toEqual(['warn license_acceptance.license_spdx']);
    expect(fields('null')).toEqual(['warn license_acceptance.license_spdx']);
    expect(check({}, gpus([8, 0]), { lock }).decision.mismatches).toEqual([]);
  });
});

describe("the manifest of a lock's store", () => {
  const license = (manifest: string | undefined) => {
    const files = manifest === undefined ? {} : { '/s/manifest.json': manifest };
    const found = storeLicense(hostOf(files), '/s/dlm.lock', 'A');
    return found && printJson(found);
  };
  const accepted = '{"license_spdx": "MIT", "license_url": "u"}';
  test.each([
    [`{"dlm_id": "A", "license_acceptance": ${accepted}}`, '{\n  "license_spdx": "MIT",\n  "license_url": "u"\n}'],
    ['{"dlm_id": "A", "license_acceptance": null}', 'null'],
    ['{"dlm_id": "A"}', 'null'],
    ['{"dlm_id": "A", "license_acceptance": {"license_spdx": "MIT"}}', undefined],
    ['{"dlm_id": "A", "license_acceptance": true}', undefined],
    [`{"dlm_id": "B", "license_acceptance": ${accepted}}`, undefined],
    [`\ufeff{"dlm_id": "A", "license_acceptance": null}`, undefined],
    ['{"license_acceptance": null}', undefined],
    ['{"dlm_id": "A"', undefined],
    [undefined, undefined],
  ])('%j gives the license %j', (manifest, expected) => {
    expect(license(manifest)).toBe(expected);
  });
});
