// The decision of DLM for two locks: every row of its table, in every mode.
import { describe, expect, test } from 'vitest';
import { decideLock, type LockMode } from '../../../src-shared/repro/dlm/policy';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { LICENSE } from './randomLocks';

type Fields = Record<string, unknown>;

const LOCK: Fields = {
  lock_version: 1,
  created_at: '2026-04-19T17:30:00',
  dlm_id: '01HRZYQ2X0MB5K4VN7E9DNT5GH',
  dlm_sha256: '0'.repeat(64),
  base_model_revision: '12fd25f77366fa6b3b4b768ec3050bf629380bac',
  hardware_tier: 'mps',
  seed: 42,
  determinism_class: 'best-effort',
  last_run_id: 3,
};

const node = (fields: Fields, raw: Readonly<Record<string, string>> = {}): JsonNode => {
  const more = Object.entries(raw).map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
  const text = `{${[JSON.stringify({ ...LOCK, ...fields }).slice(1, -1), ...more].join(', ')}}`;
  return parseJson(text).value as JsonNode;
};
const decide = (prior: Fields, current: Fields, mode: LockMode = 'default') =>
  decideLock(node(prior), node(current), { mode });
const mismatches = (prior: Fields, current: Fields, mode?: LockMode) =>
  decide(prior, current, mode).mismatches.map(m => `${m.severity} ${m.field}`);

describe('each field', () => {
  const torch = (version?: string) => ({ pinned_versions: version === undefined ? {} : { torch: version } });
  test.each<[Fields, Fields, string]>([
    [{}, { dlm_sha256: '1'.repeat(64) }, 'allow dlm_sha256'],
    [{}, { base_model_revision: 'x' }, 'error base_model_revision'],
    [{ base_model_sha256: 'a' }, { base_model_sha256: 'b' }, 'error base_model_sha256'],
    [torch('1.13.1'), torch('2.0.0'), 'error torch'],
    [torch('2.5.1'), torch('2.6.0'), 'warn torch'],
    [torch('2.5.1'), torch('2.5.2'), 'warn torch'],
    [torch('2.5.1+cpu'), torch('2.5.1+cu121'), 'warn torch'],
    [torch(), torch('2.5.1'), 'warn torch'],
    [torch('2.5.1'), torch(), 'warn torch'],
    [torch('2.5.1'), torch('nightly'), 'warn torch'],
    [torch('3'), torch('2.x'), 'warn torch'],
    [torch('v1.0'), torch(' 2.0 '), 'error torch'],
    [torch('\u00a01.0\u001f'), torch('2.0rc1.post2.dev3+x.y'), 'error torch'],
    [torch('\ufeff1.0'), torch('2.0'), 'warn torch'],
    [torch('1!2.5'), torch('2.5'), 'warn torch'],
    [torch('2.5.1'), torch('2.5.1 '), 'warn torch'],
    ...['transformers', 'peft', 'trl', 'accelerate', 'llama_cpp', 'bitsandbytes'].flatMap(
      (name): [Fields, Fields, string][] => [
        [{ pinned_versions: { [name]: '1' } }, { pinned_versions: { [name]: '2' } }, `warn ${name}`],
        [{}, { pinned_versions: { [name]: '2' } }, `warn ${name}`],
        [{ pinned_versions: { [name]: '1' } }, { pinned_versions: {} }, `warn ${name}`],
      ],
    ),
    [{}, { hardware_tier: 'cpu' }, 'warn hardware_tier'],
    [{}, { determinism_class: 'advisory' }, 'warn determinism_class'],
    [{}, { determinism_flags: { a: [1, { b: null }] } }, 'warn determinism_flags'],
    [{ determinism_flags: { a: [1, 2] } }, { determinism_flags: { a: [2, 1] } }, 'warn determinism_flags'],
    [{ determinism_flags: { a: '1' } }, { determinism_flags: { a: 1 } }, 'warn determinism_flags'],
    [{}, { seed: -42 }, 'warn seed'],
    [{}, { cuda_version: '12.1' }, 'warn cuda_version'],
    [{ rocm_version: '6.0' }, { rocm_version: '6.1' }, 'warn rocm_version'],
    [{}, { world_size: 2 }, 'warn world_size'],
    [{}, { license_acceptance: LICENSE }, 'warn license_acceptance'],
    [{ license_acceptance: LICENSE }, { license_acceptance: null }, 'warn license_acceptance'],
    [
      { license_acceptance: LICENSE },
      { license_acceptance: { ...LICENSE, license_spdx: 'MIT', license_url: 'https://example.org/b' } },
      'warn license_acceptance',
    ],
    [
      { license_acceptance: LICENSE },
      { license_acceptance: { ...LICENSE, license_url: 'https://example.org/b' } },
      'warn license_acceptance',
    ],
  ])('%j against %j: %s', (prior, current, expected) => {
    expect(mismatches(prior, current)).toEqual([expected]);
    expect(mismatches(current, prior)).toEqual([expected]);
  });

  test.each<[Fields, Fields]>([
    [{}, { created_at: '2027-01-01', dlm_id: 'other', last_run_id: 4 }],
    [{}, { base_model_sha256: 'a' }],
    [{ base_model_sha256: null }, { base_model_sha256: 'a' }],
    [{ base_model_sha256: null, cuda_version: null, rocm_version: null, license_acceptance: null }, {}],
    [{ pinned_versions: {}, determinism_flags: {}, world_size: 1 }, {}],
    [{ pinned_versions: { numpy: '1' } }, { pinned_versions: { numpy: '2' } }],
    [{ determinism_flags: { a: 1, b: 0, c: [true] } }, { determinism_flags: { c: [1], b: false, a: true } }],
    [
      { license_acceptance: LICENSE },
      { license_acceptance: { ...LICENSE, accepted_at: '2020-01-01', via: 'interactive' } },
    ],
  ])('%j against %j: nothing', (prior, current) => {
    expect(decide(prior, current)).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
    expect(decide(current, prior, 'strict')).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
  });

  test.each([
    ['1', '1.0', true],
    ['-0', '0.0', true],
    ['9007199254740993', '9007199254740992.0', false],
    ['9007199254740992', '9007199254740993.0', true],
    ['1e400', 'Infinity', true],
    ['NaN', 'NaN', true],
    ['1e-7', '0.0000001', true],
    ['{"x": 1, "x": 2}', '{"x": 2}', true],
    ['100000000000000000000000', '1e23', false],
  ])('flags are compared as Python compares them: %s and %s', (a, b, equal) => {
    const flags = (text: string) => node({}, { determinism_flags: `{"a": ${text}}` });
    expect(decideLock(flags(a), flags(b)).mismatches.length === 0).toBe(equal);
  });

  test('seeds of any size are compared exactly', () => {
    const seed = (text: string) => node({ seed: undefined }, { seed: text });
    const digits = '9'.repeat(3000);
    expect(decideLock(seed(`${digits}1`), seed(`${digits}2`)).mismatches.map(m => m.field)).toEqual(['seed']);
    expect(decideLock(seed(digits), seed(digits)).mismatches).toEqual([]);
  });
});

describe('modes', () => {
  const warn = { hardware_tier: 'cpu' };
  const error = { ...warn, base_model_revision: 'x' };
  test.each<[Fields | undefined, Fields, LockMode, string, boolean, string[]]>([
    [{}, {}, 'default', 'proceed', true, []],
    [{}, { dlm_sha256: '1'.repeat(64) }, 'default', 'proceed', true, ['allow']],
    [{}, { dlm_sha256: '1'.repeat(64) }, 'strict', 'proceed', true, ['allow']],
    [{}, warn, 'default', 'proceed_with_warnings', true, ['warn']],
    [{}, warn, 'strict', 'abort', false, ['error']],
    [{}, error, 'default', 'abort', false, ['error', 'warn']],
    [{}, error, 'strict', 'abort', false, ['error', 'error']],
    [{}, error, 'update', 'proceed', true, []],
    [{}, error, 'ignore', 'proceed', false, []],
    [undefined, error, 'default', 'proceed', true, []],
    [undefined, error, 'strict', 'proceed', true, []],
    [undefined, error, 'update', 'proceed', true, []],
    [undefined, error, 'ignore', 'proceed', false, []],
  ])('%j against %j in mode %s: %s', (prior, current, mode, action, shouldWriteLock, severities) => {
    const found = decideLock(prior && node(prior), node(current), { mode });
    expect({ ...found, mismatches: found.mismatches.map(m => m.severity) }).toEqual({
      action,
      shouldWriteLock,
      mismatches: severities,
    });
  });
});

test('messages state what differs, what it means and what to do', () => {
  const prior = { base_model_sha256: 'a'.repeat(64), pinned_versions: { torch: '2.5.1' } };
  const current = {
    dlm_sha256: 'f'.repeat(64),
    base_model_sha256: 'b'.repeat(64),
    hardware_tier: 'cpu',
    pinned_versions: { torch: '2.6.0' },
  };
  expect(decide(prior, current).mismatches.map(m => m.message)).toEqual([
    'The document changed (000000000000 → ffffffffffff); this is always allowed. Nothing needs to be done.',
    'The content of the base model differs (aaaaaaaaaaaa → bbbbbbbbbbbb); its revision was rewritten upstream. To accept it, use `--update-lock`. To train without changing the lock, use `--ignore-lock`.',
    'The hardware differs (mps → cpu); results will be close, not equal. Plan the run again for this hardware. This difference alone does not stop `dlm train`, which then records the new value in the lock.',
    'torch 2.5.1 → 2.6.0: minor version, results will be close, not equal. To reproduce the recorded result, install the recorded version. This difference alone does not stop `dlm train`, which then records the new value in the lock.',
  ]);
  expect(decide({}, { seed: 7 }, 'strict').mismatches[0]?.message).toBe(
    'The seed differs (42 → 7); the runs used other random numbers. Set the recorded seed. It is an error because of `--strict-lock`. To accept it, use `--update-lock`.',
  );
});
