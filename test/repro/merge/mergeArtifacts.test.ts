// Three-way merges of locks, manifests and other artifacts: single cases.
import { describe, expect, test } from 'vitest';
import { mergeArtifacts } from '../../../src-shared/repro/merge/mergeArtifacts';
import { lockText, manifestText } from '../../cli/cliEnvironment';

const json = (value: object, indent?: number): string => `${JSON.stringify(value, null, indent)}\n`;

interface Case {
  readonly name?: string;
  readonly base?: object | string;
  readonly ours: object | string;
  readonly theirs: object | string;
}

const text = (value: object | string): string => (typeof value === 'string' ? value : json(value));
const merge = ({ name = 'kynml.lock', base = '', ours, theirs }: Case) =>
  mergeArtifacts(name, { base: text(base), ours: text(ours), theirs: text(theirs) });
const merged = (input: Case): unknown => {
  const result = merge(input);
  if (result.state !== 'merged') throw new Error(JSON.stringify(result));
  return JSON.parse(result.text);
};

const LOCK = JSON.parse(lockText('a.kyn', 'text'));
const [HASH, OTHER] = ['1'.repeat(64), '2'.repeat(64)];

describe('locks', () => {
  test('fields that one version changed, added or deleted', () => {
    const base = { ...LOCK, note: 'x', team: { a: 1, b: { c: 2 } } };
    const ours = { ...base, config_hash: HASH, team: { a: 1, b: { c: 3 }, mine: true } };
    const { note: _, ...theirs } = { ...base, source_path: 'b.kyn', team: { a: 5, b: { c: 2 } } };
    expect(merged({ base, ours, theirs })).toEqual({
      ...LOCK,
      config_hash: HASH,
      source_path: 'b.kyn',
      team: { a: 5, b: { c: 3 }, mine: true },
    });
  });

  test('the same change in both versions is not a conflict', () => {
    const changed = { ...LOCK, config_hash: HASH };
    expect(merged({ base: LOCK, ours: changed, theirs: changed })).toEqual(changed);
  });

  test('the result is written as a lock is written, whatever the form of the versions', () => {
    const result = merge({ base: json(LOCK), ours: json(LOCK, 8), theirs: json({ ...LOCK, kynml_version: '9' }) });
    expect(result).toEqual({
      state: 'merged',
      text: `{
  "backend": "pytorch",
  "config_hash": "${LOCK.config_hash}",
  "kynml_version": "9",
  "schema_version": "1",
  "source_path": "a.kyn"
}
`,
    });
  });

  test('two new hashes are a conflict, which names the field and what to do', () => {
    expect(
      merge({ base: LOCK, ours: { ...LOCK, config_hash: HASH }, theirs: { ...LOCK, config_hash: OTHER } }),
    ).toEqual({
      state: 'conflict',
      reason: 'Both versions changed `config_hash`.',
      remedy: 'Merge the spec first, then run `kyn lock create SPEC`.',
    });
  });

  test('a changed and a deleted field are a conflict', () => {
    const base = { ...LOCK, note: 'x' };
    expect(merge({ base, ours: LOCK, theirs: { ...base, note: 'y' } })).toMatchObject({
      reason: 'Both versions changed `note`.',
    });
  });

  test.each([
    [
      'a version with conflict markers',
      `<<<<<<< a\n${json(LOCK)}=======\n{}\n>>>>>>> b\n`,
      /^Our version cannot be read: /,
    ],
    ['a version that is not JSON', '{"config_hash": ', /^Our version cannot be read: /],
    ['a version that is not a lock', '{}', /^Our version is not a lock\.$/],
    ['a newer schema', json({ ...LOCK, schema_version: '2' }), /^Our version cannot be merged: /],
    ['a field twice', json(LOCK).replace('{', '{"note": 1, "note": 2, '), /^Our version cannot be merged: `note`/],
    ['a byte order mark', `\ufeff${json(LOCK)}`, /^Our version cannot be read: /],
    ['an empty version', '', /^Our version cannot be read: /],
  ])('%s is a conflict', (_, ours, reason) => {
    const result = merge({ base: LOCK, ours, theirs: { ...LOCK, kynml_version: '9' } });
    expect(result).toMatchObject({ state: 'conflict', reason: expect.stringMatching(reason) });
  });

  test('a merge that would lose a field of the lock is a conflict', () => {
    const { backend: _, ...ours } = LOCK;
    expect(merge({ base: LOCK, ours, theirs: { ...LOCK, kynml_version: '9' } })).toMatchObject({
      state: 'conflict',
      reason: expect.stringContaining('The merged file would be wrong: '),
    });
  });

  test('without a common version, equal fields are merged and different ones are a conflict', () => {
    expect(merged({ ours: { ...LOCK, a: 1 }, theirs: { ...LOCK, b: 2 } })).toEqual({ ...LOCK, a: 1, b: 2 });
    expect(merge({ ours: LOCK, theirs: { ...LOCK, source_path: 'b.kyn' } })).toMatchObject({ state: 'conflict' });
  });
});

describe('manifests', () => {
  const name = 'runs/1/run_manifest.json';
  const base = JSON.parse(manifestText());

  test('fields that are not documented are merged', () => {
    const ours = { ...base, tags: ['x'], metrics: { mae: 0.25 } };
    expect(merged({ name, base, ours, theirs: { ...base, note: 'n' } })).toEqual({ ...ours, note: 'n' });
  });

  test('values of two runs are never mixed', () => {
    const ours = { ...base, metrics: { mae: 0.25 } };
    const theirs = { ...base, env: { ...base.env, torch: '2' } };
    expect(merge({ name, base, ours, theirs })).toMatchObject({
      state: 'conflict',
      reason: 'Both versions changed `env`, `metrics`.',
    });
  });

  test('numbers keep their form', () => {
    const ours = manifestText().replace('0.5', '1e-10').replace('42', '123456789012345678901234567890');
    const result = merge({ name, base, ours, theirs: { ...base, note: 1 } });
    expect(result).toMatchObject({
      text: expect.stringMatching(/"mae": 1e-10\n[\s\S]*"seed": 123456789012345678901234567890\n/),
    });
  });

  test('extensions of an experiment are merged by capability', () => {
    const experiment = {
      manifest_schema_version: 1,
      experiment_id: 'e',
      timestamp_utc: '2026-01-01T00:00:00Z',
      git: { sha: 'a', dirty: false, branch: 'main' },
      env: { python: '3', platform: 'x' },
      params: {},
      data_provenance: { kind: 'synthetic', seed: 1 },
      pytyche: { plots: { a: 1, b: 1 } },
    };
    const change = (pytyche: object) => ({ ...experiment, pytyche: { ...experiment.pytyche, ...pytyche } });
    const input = { name: 'experiment_manifest.json', base: experiment };
    expect(merged({ ...input, ours: change({ x: 1 }), theirs: change({ y: { z: 2 } }) })).toEqual(
      change({ x: 1, y: { z: 2 } }),
    );
    const [ours, theirs] = [change({ plots: { a: 2, b: 1 } }), change({ plots: { a: 1, b: 2 } })];
    expect(merge({ ...input, ours, theirs })).toMatchObject({ reason: 'Both versions changed `pytyche.plots`.' });
  });
});

describe('golden indexes', () => {
  const golden = (digit: string, adapter = 'a') => ({
    golden_relpath: `tests/golden/determinism/tuple-${digit.repeat(16)}.json`,
    adapter_sha256: adapter.repeat(64),
    platform: 'linux',
    pinned_versions: { torch: '2.0' },
  });
  const index = (time: string, ...goldens: object[]) => ({
    lock_version: 1,
    updated_at: `2026-01-0${time}T00:00:00`,
    goldens,
  });
  const name = '.determinism/lock.json';

  test('goldens are merged one by one, sorted, and the later time is kept', () => {
    const base = index('1', golden('3'), golden('5'));
    const ours = index('3', golden('3', 'b'), golden('5'), golden('9'));
    const theirs = index('2', golden('1'), golden('3'));
    expect(merged({ name, base, ours, theirs })).toEqual(index('3', golden('1'), golden('3', 'b'), golden('9')));
  });

  test('two new adapters of one golden are a conflict', () => {
    const [base, ours, theirs] = ['a', 'b', 'c'].map(adapter => index('1', golden('3', adapter)));
    expect(merge({ name, base: base ?? '', ours: ours ?? '', theirs: theirs ?? '' })).toMatchObject({
      reason: expect.stringMatching(/^Both versions changed `goldens\["tests/),
    });
  });
});

test('two versions of any other kind are never mixed', () => {
  const manifest = JSON.parse(manifestText());
  const sweep = [1, 2].map(lr => ({ combo: { lr }, script: 's.py', exit_code: 0, manifest }));
  const input = { name: 'sweep_results.json', base: { results: sweep } };
  const [ours, theirs] = [{ results: sweep.slice(1) }, { results: sweep, note: 1 }];
  expect(merge({ ...input, ours, theirs })).toMatchObject({ reason: 'Both versions changed `results`, `note`.' });
  expect(merged({ ...input, ours: input.base, theirs })).toEqual(theirs);
});

test('a sweep that is a list is merged only where one version did not change', () => {
  const manifest = JSON.parse(manifestText());
  const sweep = [1, 2].map(lr => ({ combo: { lr }, script: 's.py', exit_code: 0, manifest }));
  const input = { name: 'sweep_results.json', base: sweep, theirs: sweep.slice(1) };
  expect(merged({ ...input, ours: json(sweep, 8) })).toEqual(input.theirs);
  expect(merge({ ...input, ours: sweep.slice(0, 1) })).toEqual({
    state: 'conflict',
    reason: 'Both versions changed the file, which is merged only as a whole.',
    remedy: 'Keep one of the two versions.',
  });
});

test('a lock that no version shows as one gets no conflict markers either', () => {
  expect(merge({ base: '{', ours: '{"a', theirs: '{"b' })).toMatchObject({ state: 'conflict' });
});

test.each([
  ['a file of another program', 'run_manifest.json', '{"files": []}'],
  ['a text', 'notes.txt', 'hello'],
  ['a broken file with a name that other programs use', 'run_manifest.json', '{"files": '],
  ['a script', 'train.py', `CONFIG_HASH = "${HASH}"\n`],
])('%s is left to git', (_, name, version) => {
  expect(merge({ name, base: version, ours: `${version} `, theirs: `${version}\n` })).toEqual({ state: 'foreign' });
});
