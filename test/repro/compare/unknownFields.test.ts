// A field of the identity that cannot be read never counts as equal, whatever the kind of the file, and has one reason.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindById } from '../../../src-shared/artifacts/detect';
import type { Kind } from '../../../src-shared/artifacts/kind';
import { kinds } from '../../../src-shared/artifacts/kinds';
import { type Artifact, readArtifact } from '../../../src-shared/artifacts/read';
import { compare } from '../../../src-shared/repro/compare/compare';
import { policyOf } from '../../../src-shared/repro/compare/policy';
import { caseCount, caseTimeout, SEED } from '../../cases';
import { experiment } from './experiments';

const reasonsOf = (a: Artifact, b: Artifact): string[] =>
  compare(a, b).reasons.map(({ severity, text }) => `${severity}: ${text}`);
const rowsOf = (a: Artifact, b: Artifact): string[] =>
  compare(a, b).values.flatMap(v => (v.severity === 'same' ? [] : [`${v.path} ${v.severity}`]));

test('the example that the other cases change is complete', () => {
  expect(compare(experiment(), experiment())).toMatchObject({ verdict: 'identical-inputs', reasons: [] });
});

describe('equal values of a form that cannot be read', () => {
  test.each([
    ['git.sha', '5', 'error', 'is not a string'],
    ['git.sha', '{}', 'error', 'is not a string'],
    ['git.sha', 'true', 'error', 'is not a string'],
    ['git.sha', '1e400', 'error', 'is not a string'],
    ['git.sha', '" "', 'error', 'is blank'],
    ['git.dirty', '"true"', 'warn', 'is not true or false'],
    ['git.dirty', '1', 'warn', 'is not true or false'],
    ['git.dirty', '-Infinity', 'warn', 'is not true or false'],
    ['manifest_schema_version', '2', 'error', 'is not the integer 1'],
    ['manifest_schema_version', 'NaN', 'error', 'is not the integer 1'],
    ['manifest_schema_version', '1.0', 'error', 'is not the integer 1'],
    ['env.python', '5', 'warn', 'is not a string'],
    ['env.python', '{}', 'warn', 'is not a string'],
    ['env.python', '""', 'warn', 'is blank'],
    ['env.platform', '" "', 'warn', 'is blank'],
    ['params', '[]', 'error', 'is not a JSON object'],
    ['params', '"lr"', 'error', 'is not a JSON object'],
  ])('%s %s is %s: it %s', (field, value, severity, fault) => {
    const [a, b] = [experiment({ [field]: value }), experiment({ [field]: value })];
    expect(reasonsOf(a, b)).toEqual([`${severity}: ${field} of A and B ${fault}, so it cannot be compared.`]);
    expect(rowsOf(a, b)).toEqual([`${field} ${severity}`]);
  });

  test('with inner values have one reason, and mark each of them', () => {
    const list = experiment({ 'env.platform': '[1, 2.5, NaN]' });
    expect(reasonsOf(list, list)).toEqual(['warn: env.platform of A and B is not a string, so it cannot be compared.']);
    expect(rowsOf(list, list)).toEqual(['env.platform[0] warn', 'env.platform[1] warn', 'env.platform[2] warn']);
    const nested = experiment({ 'git.dirty': '[[1], [2]]' });
    expect(reasonsOf(nested, nested)).toHaveLength(1);
    expect(compare(nested, nested).verdict).toBe('comparable');
  });

  test('are equal by the settings if these allow it', () => {
    const odd = experiment({ 'git.sha': '5' });
    expect(compare(odd, odd, policyOf({ 'identity-unknown': 'info' }))).toMatchObject({
      verdict: 'identical-inputs',
      bySettings: true,
    });
  });
});

describe('a value that cannot be read on one side', () => {
  test.each([
    ['git.dirty', '"false"', 'warn', 'is not true or false'],
    ['git.sha', '["abc"]', 'error', 'is not a string'],
    ['env.python', '{"a": 1, "b": 2}', 'warn', 'is not a string'],
    ['manifest_schema_version', '2', 'error', 'is not the integer 1'],
    ['git', '5', 'error', 'is not a JSON object'],
    ['env', '[]', 'warn', 'is not a JSON object'],
  ])('%s %s has one reason and one row', (field, value, severity, fault) => {
    const [a, b] = [experiment({ [field]: value }), experiment()];
    expect(reasonsOf(a, b)).toEqual([`${severity}: ${field} of A ${fault}, so it cannot be compared.`]);
    expect(rowsOf(a, b)).toEqual([`${field} ${severity}`]);
    expect(reasonsOf(b, a)).toEqual([`${severity}: ${field} of B ${fault}, so it cannot be compared.`]);
  });

  test('names both sides where they are wrong in different ways', () => {
    const [a, b] = [experiment({ 'env.python': '5' }), experiment({ 'env.python': '""' })];
    expect(reasonsOf(a, b)).toEqual([
      'warn: env.python of A is not a string and env.python of B is blank, so it cannot be compared.',
    ]);
  });

  test('several fields in it are as serious as the most serious, also by the settings', () => {
    const [a, b] = [experiment({ git: '5' }), experiment()];
    const milder = compare(a, b, policyOf({ 'identity-unknown': 'info' }));
    expect(milder).toMatchObject({ verdict: 'comparable', bySettings: true });
    expect(milder.reasons[0]).toEqual({
      severity: 'warn',
      text: 'git of A is not a JSON object, so it cannot be compared.',
    });
  });
});

test.each([
  [{ 'git.sha': 'null' }, { 'git.sha': undefined }, 'error', 'git.sha', 'Neither side records git.sha, so'],
  [{ 'env.python': 'null' }, { 'env.python': undefined }, 'warn', 'env.python', 'Neither side records env.python, so'],
  [{ 'git.dirty': 'null' }, { 'git.dirty': undefined }, 'warn', 'git.dirty', 'Neither side records git.dirty, so'],
])('%j and %j do not record the field on either side', (a, b, severity, field, text) => {
  const [x, y] = [experiment(a), experiment(b)];
  expect(reasonsOf(x, y)).toEqual([expect.stringContaining(`${severity}: ${text}`)]);
  expect(rowsOf(x, y)).toEqual([`${field} ${severity}`]);
});

test('a field that the file reports as an error is not repeated', () => {
  const manifest = (hash: string, seed: string) =>
    readArtifact(
      'run_manifest.json',
      `{"kynml_version": "0.4.0", "config_hash": ${hash}, "data_hash": null, "env": {"python": "3", "platform": "L"}, "seed": ${seed}, "metrics": {}}`,
    ) as Artifact;
  const [a, b] = [manifest(`"${'a'.repeat(64)}"`, '7'), manifest('"x"', '7.0')];
  expect(reasonsOf(a, b)).toEqual([
    'error: B is not a valid run manifest (and 1 more error): `config_hash` must be 64 lower-case hex digits, not "x".',
    expect.stringContaining('warn: Neither run recorded a data hash'),
  ]);
  expect(rowsOf(a, b)).toEqual(['config_hash error', 'seed error']);
});

test('a field of a combination counts where the file does not report it', () => {
  const sweep = readArtifact(
    'sweep_results.json',
    `[{"combo": {"lr": 1}, "exit_code": 0, "manifest": null, "config_hash": 5, "data_hash": "${'b'.repeat(64)}", "seed": 1}]`,
  ) as Artifact;
  expect(reasonsOf(sweep, sweep)[0]).toBe(
    'error: config_hash of A and B is not 64 lower-case hex digits, so it cannot be compared (in lr=1).',
  );
});

const HASH = 'a'.repeat(64);
const MANIFEST = {
  kynml_version: '0.4.0',
  config_hash: HASH,
  data_hash: HASH,
  env: { python: '3.11.9', platform: 'Linux' },
  seed: 1,
  metrics: {},
};
const FINGERPRINT = { config_hash: 'a'.repeat(16), git_sha: 'a'.repeat(8), git_dirty: false };
const DLM_LOCK = {
  lock_version: 1,
  created_at: '2026-01-01T00:00:00',
  dlm_id: 'd',
  dlm_sha256: HASH,
  base_model_revision: 'main',
  hardware_tier: 'cpu',
  seed: 1,
  determinism_class: 'advisory',
  last_run_id: 1,
};
const GOLDEN = {
  golden_relpath: `tests/golden/determinism/tuple-${'a'.repeat(16)}.json`,
  adapter_sha256: HASH,
  platform: 'linux',
};

interface Example {
  readonly value: object;
  /** The paths of the fields of the identity, and of the version of the format. */
  readonly fields: readonly (readonly (string | number)[])[];
  /** The only verdict of this kind for equal files. */
  readonly verdict: string;
}

const identical = (value: object, ...fields: Example['fields']): Example => ({
  value,
  fields,
  verdict: 'identical-inputs',
});

const EXAMPLES: Readonly<Record<string, Example>> = {
  'kynml-run-manifest': identical(
    MANIFEST,
    ...[['config_hash'], ['data_hash'], ['seed'], ['env', 'python'], ['env', 'platform']],
  ),
  'kynml-sweep-results': identical(
    [{ combo: { lr: 1 }, script: 's.py', exit_code: 0, manifest: MANIFEST }],
    [0, 'exit_code'],
    [0, 'manifest'],
    [0, 'manifest', 'config_hash'],
    [0, 'manifest', 'data_hash'],
    [0, 'manifest', 'seed'],
  ),
  'kynml-lock': identical(
    { backend: 'pytorch', config_hash: HASH, kynml_version: '0.4.0', schema_version: '1', source_path: 'a.kyn' },
    ['config_hash'],
    ['schema_version'],
  ),
  'kynml-script': { value: { CONFIG_HASH: HASH }, fields: [['CONFIG_HASH']], verdict: 'comparable' },
  'experiment-manifest': identical(
    {
      manifest_schema_version: 1,
      experiment_id: 'e',
      timestamp_utc: '2026-01-01T00:00:00+00:00',
      git: { sha: 'a'.repeat(40), dirty: false, branch: 'main' },
      env: { python: '3.11.9', platform: 'Linux' },
      params: {},
      data_provenance: { kind: 'external', hashes: { data: HASH } },
    },
    ['manifest_schema_version'],
    ['git'],
    ['git', 'sha'],
    ['git', 'dirty'],
    ['env'],
    ['env', 'python'],
    ['env', 'platform'],
    ['params'],
    ['data_provenance'],
    ['data_provenance', 'kind'],
    ['data_provenance', 'hashes'],
    ['data_provenance', 'hashes', 'data'],
  ),
  'dlm-lock': identical(
    DLM_LOCK,
    ['lock_version'],
    ['dlm_id'],
    ['dlm_sha256'],
    ['base_model_revision'],
    ['hardware_tier'],
    ['seed'],
    ['determinism_class'],
  ),
  'dlm-golden-index': identical(
    { lock_version: 1, updated_at: '2026-01-01T00:00:00', goldens: [GOLDEN] },
    ['lock_version'],
    ['goldens', 0, 'golden_relpath'],
    ['goldens', 0, 'adapter_sha256'],
    ['goldens', 0, 'platform'],
  ),
  'eval-report': identical(
    {
      eval_name: 'e',
      total_samples: 1,
      summary_metrics: {},
      fingerprint: { ...FINGERPRINT, domain: 'eval', endpoint_summary: 'm', tools: [], dataset_path: null },
    },
    ['fingerprint'],
    ['fingerprint', 'config_hash'],
    ['fingerprint', 'git_sha'],
    ['fingerprint', 'git_dirty'],
    ['fingerprint', 'domain'],
  ),
  'session-log': identical(
    { type: 'session', id: 's', fingerprint: { ...FINGERPRINT, domain: 'session', model: 'm', env: 'e', tools: [] } },
    ['fingerprint'],
    ['fingerprint', 'config_hash'],
    ['fingerprint', 'git_sha'],
    ['fingerprint', 'git_dirty'],
    ['fingerprint', 'domain'],
  ),
};

const textOf = (kind: Kind, value: unknown): string =>
  kind.id === 'kynml-script'
    ? Object.entries(value as object)
        .map(([key, inner]) => `${key} = ${JSON.stringify(inner)}\n`)
        .join('')
    : JSON.stringify(value);

type Field = readonly (string | number)[];

// The value with the field replaced, or removed if `other` is undefined.
function corrupted(value: unknown, [key, ...rest]: Field, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  const inner = corrupted(copy[key], rest, other);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const readAs = (kind: Kind, value: unknown): Artifact => readArtifact('any', textOf(kind, value), kind) as Artifact;

// A settings file is not an experiment, so it has no identity.
const withIdentity = kinds.filter(k => k.identity.length > 0 || k.entries);

describe.each(withIdentity.map(k => k.id))('%s', id => {
  const kind = kindById(id) as Kind;
  const { value, fields, verdict } = EXAMPLES[id] as Example;

  test('two equal files have the verdict of the kind, and every field of the identity is a case', () => {
    const side = readAs(kind, value);
    expect(compare(side, side)).toMatchObject({ verdict });
    const names = fields.map(path => path.filter(key => typeof key === 'string').join('.'));
    for (const field of [...kind.identity, ...(kind.entries?.kind.identity ?? [])])
      expect(names.some(name => name === field || name.endsWith(`.${field}`))).toBe(true);
  });

  test(
    'a field of the identity that is damaged on both sides never gives identical inputs',
    () => {
      const wrong = fc.oneof(
        fc.constantFrom<unknown>(undefined, null, '', ' ', '\t', {}, [], [[]], [null], { a: {} }, true, -1.5, 1e21),
        fc.array(fc.oneof(fc.integer(), fc.string({ maxLength: 3 })), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'sha', 'kind', 'seed'), fc.oneof(fc.integer(), fc.constant(null)), {
          maxKeys: 2,
        }),
        fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
      );
      const isObject = (other: unknown) => typeof other === 'object' && other !== null && !Array.isArray(other);
      const property = fc.property(fc.constantFrom(...fields), wrong, (field, other) => {
        // Any object is valid here.
        fc.pre(!(field.at(-1) === 'params' && isObject(other)));
        const side = readAs(kind, corrupted(value, field, other));
        const found = compare(side, side);
        expect(found.verdict, `${field.join('.')} = ${JSON.stringify(other)}`).not.toBe('identical-inputs');
        expect(found.reasons.some(({ severity }) => severity === 'error' || severity === 'warn')).toBe(true);
      });
      fc.assert(property, { numRuns: caseCount(1000), seed: SEED });
    },
    caseTimeout(60_000),
  );
});
