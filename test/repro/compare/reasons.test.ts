// Each reason is stated once and is accurate: values of different types, a fingerprint on one side, commits, combinations of a sweep.
import { describe, expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../../../src-shared/artifacts/read';
import { compare } from '../../../src-shared/repro/compare/compare';
import { experiment } from './experiments';

const read = (value: unknown): Artifact => {
  const artifact = readArtifact('any.json', JSON.stringify(value));
  if (!artifact) throw new Error('not an artifact');
  return artifact;
};
const reasonsOf = (a: Artifact, b: Artifact): string[] =>
  compare(a, b).reasons.map(({ severity, text }) => `${severity}: ${text}`);
const rowsOf = (a: Artifact, b: Artifact): string[] =>
  compare(a, b).values.flatMap(v => (v.severity === 'same' ? [] : [`${v.path} ${v.severity}`]));

describe('values of different types', () => {
  test('params that are null on one side are recorded on both', () => {
    const [a, b] = [experiment(), experiment({ params: 'null' })];
    expect(reasonsOf(a, b)).toEqual(['error: params differs (an object → null): the runs had other parameters.']);
    expect(rowsOf(a, b)).toEqual(['params error']);
  });

  test('an unknown object and a null are one reason', () => {
    const [a, b] = [experiment({ pytyche: '{"x": {"y": 1, "z": 2}}' }), experiment({ pytyche: '{"x": null}' })];
    expect(reasonsOf(a, b)).toEqual([
      'warn: pytyche.x is recorded only in A; it is null in B, and it is not known whether that matters.',
    ]);
    expect(rowsOf(a, b)).toEqual(['pytyche.x warn']);
  });

  test('git that is null on one side is recorded only on the other', () => {
    const [a, b] = [experiment(), experiment({ git: 'null' })];
    const text = (full: string, empty: string) =>
      `warn: git is recorded only in ${full}; it is null in ${empty}, so it is not known whether both ran the same code.`;
    expect(reasonsOf(a, b)).toEqual([text('A', 'B')]);
    expect(reasonsOf(b, a)).toEqual([text('B', 'A')]);
    expect(rowsOf(a, b)).toEqual(['git warn']);
  });

  test('an object that only one side records is one reason', () => {
    const [a, b] = [experiment({ pytyche: '{"x": {"y": 1, "z": 2}}' }), experiment({ pytyche: '{}' })];
    expect(reasonsOf(a, b)).toEqual(['warn: pytyche.x is recorded only in A.']);
  });

  test('a license that was accepted on one side is one reason and one row', () => {
    const license = { accepted_at: '2026-01-01', license_url: 'u', license_spdx: 'MIT', via: 'cli_flag' };
    const lock = (more: object) =>
      read({
        lock_version: 1,
        created_at: '2026-01-01T00:00:00',
        dlm_id: 'd',
        dlm_sha256: 'a'.repeat(64),
        base_model_revision: 'main',
        hardware_tier: 'cpu',
        seed: 1,
        determinism_class: 'advisory',
        last_run_id: 1,
        ...more,
      });
    for (const other of [{ license_acceptance: null }, {}]) {
      const [a, b] = [lock({ license_acceptance: license }), lock(other)];
      expect(reasonsOf(a, b)).toEqual(['warn: A license was accepted only in A.']);
      expect(rowsOf(a, b)).toEqual(['license_acceptance warn']);
      expect(reasonsOf(b, a)).toEqual(['warn: A license was accepted only in B.']);
    }
  });
});

describe('a fingerprint', () => {
  const fingerprint = {
    config_hash: 'a'.repeat(16),
    git_sha: 'a'.repeat(8),
    git_dirty: false,
    domain: 'eval',
    endpoint_summary: 'm',
    tools: ['x', 'y'],
    dataset_path: null,
  };
  const report = (more: object) => read({ eval_name: 'e', total_samples: 1, summary_metrics: {}, ...more });

  test.each([{}, { fingerprint: null }])('that only one side records is one reason and one row: %j', other => {
    const [a, b] = [report(other), report({ fingerprint })];
    const text =
      'error: Only one side records fingerprint, so it is not known whether both had the same configuration.';
    expect(reasonsOf(a, b)).toEqual([text]);
    expect(rowsOf(a, b)).toEqual(['fingerprint error']);
    expect(reasonsOf(b, a)).toEqual([text]);
  });

  test('that is null on one side and absent on the other is recorded on neither', () => {
    expect(reasonsOf(report({ fingerprint: null }), report({}))).toEqual([
      'error: Neither side records fingerprint, so they cannot be compared.',
    ]);
  });
});

const FULL = 'a'.repeat(40);

test.each([
  ['git.sha', '"aaaaaaaa"', `One commit is abbreviated (aaaaaaaa → ${FULL}), so it is not known whether both ran the`],
  ['git.sha', '"bbbbbbbb"', `The code differs: git.sha bbbbbbbb → ${FULL}.`],
  ['git.sha', '"unknown"', `The commit is known only in B (unknown → ${FULL}), so the code may differ.`],
  ['git.sha', 'null', `The commit is known only in B (null → ${FULL}), so the code may differ.`],
  ['git.sha', undefined, 'git.sha is recorded only in B.'],
  ['git.dirty', 'null', 'Only one side records git.dirty, so the commit may not identify the code that ran.'],
  ['git.dirty', undefined, 'git.dirty is recorded only in B.'],
])('%s %s on one side has an accurate reason', (field, value, text) => {
  const [a, b] = [experiment({ [field]: value }), experiment()];
  expect(reasonsOf(a, b)).toEqual([expect.stringContaining(`warn: ${text}`)]);
  expect(compare(b, a).verdict).toBe('comparable');
});

describe('two sweeps', () => {
  const manifest = (hash: string, seed: number) => ({
    kynml_version: '0.4.0',
    config_hash: hash.repeat(64),
    data_hash: 'd'.repeat(64),
    env: { python: '3.11.9', platform: 'Linux' },
    seed,
    metrics: { mae: 0.5 },
  });
  const sweep = (hash: string, seed: number, failed: readonly number[]) =>
    read(
      Array.from({ length: 9 }, (_, i) => ({
        combo: { lr: i },
        script: 's.py',
        exit_code: failed.includes(i) ? 1 : 0,
        manifest: manifest(hash, seed),
      })),
    );

  test('state a reason of all combinations once, also of those that failed', () => {
    expect(reasonsOf(sweep('a', 1, [0, 3]), sweep('b', 2, [0, 3]))).toEqual([
      'error: lr=0 failed (exit code 1) in A and B, so it has no result to compare.',
      'error: lr=3 failed (exit code 1) in A and B, so it has no result to compare.',
      'error: The spec differs: CONFIG_HASH aaaaaaaaaaaa → bbbbbbbbbbbb (in all 9 combinations of both sides).',
      'warn: The seed differs (1 → 2); the runs used other random numbers (in all 9 combinations of both sides).',
      'info: 9 combinations: 7 compared, 2 without a result.',
    ]);
  });

  test('name the combinations that a reason concerns', () => {
    const withSeeds = (seeds: readonly number[]): Artifact =>
      read(seeds.map((seed, i) => ({ combo: { lr: i }, script: 's.py', exit_code: 0, manifest: manifest('a', seed) })));
    const base = withSeeds(Array(9).fill(1));
    const seedReason = (seeds: readonly number[]) => reasonsOf(base, withSeeds(seeds)).filter(r => r.includes('seed'));
    expect(seedReason([1, 1, 2, 1, 1, 1, 1, 1, 1])).toEqual([
      'warn: The seed differs (1 → 2); the runs used other random numbers (in lr=2).',
    ]);
    expect(seedReason([1, 3, 2, 1, 1, 1, 1, 2, 1])).toEqual([
      'warn: The seed differs (1 → 3); the runs used other random numbers (in lr=1).',
      'warn: The seed differs (1 → 2); the runs used other random numbers (in lr=2; lr=7).',
    ]);
    expect(seedReason([1, 2, 2, 2, 2, 2, 2, 2, 1])).toEqual([
      'warn: The seed differs (1 → 2); the runs used other random numbers (in lr=1; lr=2; lr=3; lr=4; lr=5 and 2 more).',
    ]);
  });

  test('whose inputs are equal note what is not recorded, as two runs do', () => {
    const equal = sweep('a', 1, []);
    const note = 'info: Not recorded, so not compared: --param overrides and the contents of imported files.';
    expect(reasonsOf(equal, equal)).toEqual([expect.stringContaining('come from the same spec'), note]);
    expect(compare(equal, equal).verdict).toBe('identical-inputs');
    expect(reasonsOf(sweep('a', 1, []), sweep('b', 1, []))).not.toContain(note);
  });

  test('note only the imported files where the built-in compiler recorded the params of both', () => {
    const by = (kynml_version: string) =>
      read([1, 2].map(lr => ({ combo: { lr }, exit_code: 0, manifest: { ...manifest('a', 1), kynml_version } })));
    const [kyn, official] = [by('kyn 0.1.0'), by('0.4.0')];
    const notes = (a: typeof kyn, b: typeof kyn) => reasonsOf(a, b).filter(text => text.includes('not compared'));
    expect(notes(kyn, kyn)).toEqual(['info: Not recorded, so not compared: the contents of imported files.']);
    expect(notes(kyn, official).join()).not.toContain('compared: the contents');
  });

  test('count a combination without a manifest as one without a result, not as failed', () => {
    const entries = [1, 2].map(lr => ({ combo: { lr }, exit_code: 0, manifest: lr === 1 ? manifest('a', 1) : null }));
    const side = read(entries);
    expect(reasonsOf(side, side).at(-1)).toBe('info: 2 combinations: 1 compared, 1 without a result.');
  });
});

test('one commit in capital letters is the same commit', () => {
  const [a, b] = [experiment({ 'git.sha': JSON.stringify(FULL.toUpperCase()) }), experiment()];
  expect(reasonsOf(a, b)).toEqual([]);
  expect(rowsOf(a, b)).toEqual(['git.sha info']);
});
