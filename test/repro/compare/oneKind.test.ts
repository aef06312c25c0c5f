// A combination of a sweep against the manifest of a run.
import { expect, test } from 'vitest';
import { type Artifact, readArtifact, readEntries } from '../../../src-shared/artifacts/read';
import { compare } from '../../../src-shared/repro/compare/compare';
import { ofOneKind } from '../../../src-shared/repro/compare/oneKind';
import { compareWithBaseline } from '../../../src-shared/runs/list/compareWithBaseline';
import { differentKindsText } from '../../../src-shared/views/differentKinds';
import { manifestText } from '../../cli/cliEnvironment';

const made = (more: object = {}) =>
  JSON.parse(manifestText({ kynml_version: 'kyn 0.1.0', data_hash: 'b'.repeat(64), ...more }));
const manifest = (more?: object): Artifact => artifactOf('run_manifest.json', made(more));

function artifactOf(path: string, content: unknown): Artifact {
  const artifact = readArtifact(path, JSON.stringify(content));
  if (!artifact?.root) throw new Error('not an artifact');
  return artifact;
}

function combination(more: object = {}, given: object = { params: { lr: '0.1' } }): Artifact {
  const entry = { combo: { lr: 0.1 }, exit_code: 0, manifest: made(given), script: 's/train.py', ...more };
  const [first] = readEntries(artifactOf('sweep_results.json', [entry]));
  if (!first) throw new Error('no entry');
  return first.artifact;
}

function verdict(a: Artifact, b: Artifact): string {
  const pair = ofOneKind(a, b);
  return pair.ok ? compare(pair.a, pair.b).verdict : pair.why;
}

test('has identical inputs where both record the same values, on either side', () => {
  const run = manifest({ params: { lr: '0.1' } });
  expect(verdict(combination(), run)).toBe('identical-inputs');
  expect(verdict(run, combination())).toBe('identical-inputs');
});

test('differs by its values from a run that was given others or none', () => {
  for (const run of [manifest(), manifest({ params: { lr: '0.2' } })]) {
    expect(verdict(combination(), run)).toBe('not-comparable');
    const { reason, verdict: judged } = compareWithBaseline(run, combination());
    expect([judged, reason]).toEqual([
      'not-comparable',
      expect.stringMatching(/^lr .*: the runs had other parameters\.|^params is recorded only in B\./),
    ]);
  }
});

test.each([
  ['a run of the official tool, which does not record its values', combination(), manifest({ kynml_version: '1.2.0' })],
  [
    'a combination of the official tool',
    combination({}, { kynml_version: '1.2.0', params: { lr: '0.1' } }),
    manifest(),
  ],
  ['a combination without a manifest', combination({ exit_code: 3, manifest: null }), manifest()],
  ['a combination that failed', combination({ exit_code: 3 }), manifest()],
  ['a combination whose values its manifest does not have', combination({}, {}), manifest()],
  ['a combination whose values its manifest contradicts', combination({}, { params: { lr: '0.2' } }), manifest()],
])('is not compared with it: %s', (_, entry, run) => {
  expect(verdict(entry, run)).toBe('inputs');
  expect(verdict(run, entry)).toBe('inputs');
  expect(compareWithBaseline(run, entry)).toMatchObject({
    verdict: 'unknown',
    reason: expect.stringContaining('one of them has no result or does not record the values'),
  });
});

test('the reason says what both have to record', () => {
  const a = { label: '0.json', kind: combination().kind };
  const b = { label: '1.json', kind: manifest().kind };
  expect(differentKindsText(a, b, 'inputs')).toBe(
    '0.json is a sweep entry and 1.json is a run manifest. They can be compared only where both have a result and record the values that they were given, as runs of the built-in compiler do.',
  );
  expect(differentKindsText(a, b, 'kinds')).toMatch(/, so they cannot be compared\.$/);
});

test('other kinds are not compared', () => {
  const lock = artifactOf('kynml.lock', {
    backend: 'pytorch',
    config_hash: 'a'.repeat(64),
    kynml_version: '1',
    schema_version: '1',
    source_path: 'a.kyn',
  });
  expect(verdict(lock, manifest())).toBe('kinds');
  expect(verdict(lock, combination())).toBe('kinds');
});
