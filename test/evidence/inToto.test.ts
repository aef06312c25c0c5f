// The statement of in-toto against the rules of its specification and of the provenance of SLSA, and what it does not claim.
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src-shared/evidence/evidence';
import { inTotoText } from '../../src-shared/evidence/inToto';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { evidenceOf, sha256, trackedEvidence } from './evidenceOf';

const IMPORT = { role: 'import', path: 'spec/base.kyn', description: 'An import.', content: 'params:\r\n' } as const;
const COMMIT = '{"commit": "abc", "branch": "main", "dirty": true, "specCommit": null}';
const node = (value: unknown) => parseJson(JSON.stringify(value)).value;

const full = evidenceOf({
  entry: 3,
  dataFile: 'data/houses.csv',
  time: {
    time: '2026-04-18T15:30:00.000Z',
    source: 'The end of the run.',
    started: '2026-04-18T15:00:00.000Z',
    ended: '2026-04-18T15:30:00.000Z',
  },
  details: {
    ...evidenceOf().details,
    params: node({ lr: '0.1' }),
    combo: node({ lr: 0.1 }),
    env: node({ python: '3.11.2', torch: '1.13.1' }),
  },
  parts: [
    ...evidenceOf().parts,
    IMPORT,
    { role: 'commit', path: 'git/commit.json', description: 'The commit.', content: COMMIT },
  ],
});

const bare = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  hasFailed: true,
  verdict: 'contradicted',
  time: { ...evidenceOf().time, started: undefined, ended: undefined },
  details: { ...evidenceOf().details, seed: undefined, device: undefined },
  parts: evidenceOf().parts.filter(({ role }) => role === 'run'),
  missing: [
    { what: 'The spec', reason: 'It is gone.' },
    { role: 'data', what: 'The data', reason: 'It was not requested.' },
  ],
});

const tracked = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  tracker: 'DVC run',
  hasFailed: undefined,
  details: {
    ...evidenceOf().details,
    seed: undefined,
    device: undefined,
    config: node({ 'train.lr': 0.1 }) as JsonNode,
    files: [
      { role: 'commit', name: 'commit', algorithm: 'gitCommit', digest: 'c'.repeat(40) },
      { role: 'data', name: 'data/train.csv', algorithm: 'md5', digest: 'a'.repeat(32) },
      { role: 'output', name: 'model.pt', algorithm: 'md5', digest: 'e'.repeat(32) },
      { role: 'output', name: 'dvc.lock', algorithm: 'md5', digest: 'f'.repeat(32) },
    ],
    notes: ['A note.'],
  },
  parts: ['dvc.lock', 'params.yaml'].map(name => {
    return { role: 'run' as const, path: `run/${name}`, description: 'A file.', content: name };
  }),
});

type Json = Record<string, unknown>;
const statementOf = (evidence: Evidence) => JSON.parse(inTotoText(evidence, sha256));

const URI = /^[a-z][a-z0-9+.-]*:\S+$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DESCRIPTOR = ['name', 'uri', 'digest', 'content', 'downloadLocation', 'mediaType', 'annotations'];

// Fields of the specification have no underscore, and those of a program have its name before one.
const only = (value: Json, ...names: string[]): void => {
  const others = Object.keys(value).filter(key => !names.includes(key));
  expect(others.filter(key => !key.startsWith('kyn_'))).toEqual([]);
};

function checkDescriptor(descriptor: Json): void {
  only(descriptor, ...DESCRIPTOR);
  expect(descriptor.uri ?? descriptor.digest ?? descriptor.content).toBeDefined();
  for (const [algorithm, value] of Object.entries((descriptor.digest ?? {}) as Json)) {
    expect(algorithm).toMatch(/^(sha256|md5|gitCommit)$/);
    expect(value).toMatch(/^[0-9a-f]+$/);
  }
  for (const key of Object.keys((descriptor.annotations ?? {}) as Json)) expect(key).toMatch(/^kyn_/);
}

describe.each([
  ['a run', evidenceOf()],
  ['a run of another tracker', trackedEvidence],
  ['a run with everything', full],
  ['a run of which little is known', bare],
  ['a run of another tracker with everything', tracked],
])('%s', (_, evidence) => {
  const statement = statementOf(evidence);
  const { buildDefinition, runDetails } = statement.predicate;

  test('is a statement about at least one file', () => {
    expect(statement._type).toBe('https://in-toto.io/Statement/v1');
    expect(Object.keys(statement)).toEqual(['_type', 'subject', 'predicateType', 'predicate']);
    expect(statement.subject.length).toBeGreaterThan(0);
    for (const subject of statement.subject) {
      checkDescriptor(subject);
      expect(subject.digest).toBeDefined();
    }
    const names = statement.subject.map(({ name }: Json) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has the predicate of SLSA with what it requires', () => {
    expect(statement.predicateType).toBe('https://slsa.dev/provenance/v1');
    only(statement.predicate, 'buildDefinition', 'runDetails');
    const definition = ['buildType', 'externalParameters', 'internalParameters', 'resolvedDependencies'];
    only(buildDefinition, ...definition);
    expect(buildDefinition.buildType).toMatch(URI);
    expect(buildDefinition.externalParameters).toBeTypeOf('object');
    const internal = Object.keys(buildDefinition.internalParameters);
    expect(internal.filter(key => key in buildDefinition.externalParameters)).toEqual([]);
    for (const dependency of buildDefinition.resolvedDependencies) checkDescriptor(dependency);
    only(runDetails, 'builder', 'metadata', 'byproducts');
    only(runDetails.builder, 'id', 'builderDependencies', 'version');
    expect(runDetails.builder.id).toMatch(URI);
    for (const version of Object.values(runDetails.builder.version ?? {})) expect(version).toBeTypeOf('string');
    only(runDetails.metadata, 'invocationId', 'startedOn', 'finishedOn');
    for (const time of Object.values(runDetails.metadata)) expect(time).toMatch(TIMESTAMP);
  });

  test('has the same bytes each time', () => {
    expect(inTotoText(evidence, sha256)).toBe(inTotoText({ ...evidence }, sha256));
  });
});

test('a statement has what the run recorded', () => {
  const { subject, predicate } = statementOf(full);
  expect(subject).toEqual([
    { name: 'run_manifest.json', digest: { sha256: sha256('{}') }, annotations: { kyn_entry: 3 } },
  ]);
  expect(predicate.buildDefinition).toMatchObject({
    externalParameters: { spec: 'my spec.kyn', params: { lr: '0.1' }, combo: { lr: 0.1 }, seed: 42 },
    internalParameters: { environment: { python: '3.11.2', torch: '1.13.1' }, device: 'cpu' },
  });
  expect(predicate.buildDefinition.resolvedDependencies).toEqual([
    { name: 'my spec.kyn', digest: { sha256: 'a'.repeat(64) }, annotations: { kyn_role: 'spec', kyn_lineEnds: 'LF' } },
    {
      name: 'base.kyn',
      digest: { sha256: sha256('params:\n') },
      annotations: { kyn_role: 'import', kyn_lineEnds: 'LF' },
    },
    { name: 'data/houses.csv', digest: { sha256: 'd'.repeat(64) }, annotations: { kyn_role: 'data' } },
  ]);
  expect(predicate.runDetails).toEqual({
    builder: { id: 'urn:kynml:recorded-run:v1:confirmed', version: { kyn: '1.2.3' } },
    metadata: { startedOn: '2026-04-18T15:00:00.000Z', finishedOn: '2026-04-18T15:30:00.000Z' },
  });
});

describe('a statement does not claim', () => {
  test('what was not recorded', () => {
    const { predicate } = statementOf(bare);
    expect(predicate.buildDefinition).toEqual({
      buildType: 'urn:kynml:training:v1',
      externalParameters: {},
      internalParameters: {},
      resolvedDependencies: [],
    });
    expect(predicate.runDetails).toEqual({ builder: { id: 'urn:kynml:recorded-run:v1:contradicted' }, metadata: {} });
    expect(predicate.kyn_evidence).toMatchObject({ failed: true, verdict: 'contradicted' });
  });

  test('what is not certain: an assumed import, the script, and the commit that is checked out', () => {
    const parts = full.parts.map(part => (part === IMPORT ? { ...part, isAssumed: true as const } : part));
    const { buildDefinition, kyn_evidence } = statementOf({ ...full, parts }).predicate;
    expect(buildDefinition.resolvedDependencies.map(({ name }: Json) => name)).toEqual([
      'my spec.kyn',
      'data/houses.csv',
    ]);
    expect(kyn_evidence.repository).toEqual(JSON.parse(COMMIT));
  });

  test('and it names what is not known', () => {
    const reasons = (evidence: Evidence) =>
      statementOf(evidence).predicate.kyn_evidence.notKnown.map(({ what }: Json) => what);
    expect(reasons(bare)).toEqual(['The spec', 'The data', 'The model']);
    expect(reasons(full)).toEqual(['The model']);
  });
});

test('a seed keeps its digits, and no seed is null', () => {
  const seeded = (seed: string | null) => inTotoText(evidenceOf({ details: { ...full.details, seed } }), sha256);
  expect(seeded('12345678901234567890')).toContain('"seed": 12345678901234567890');
  expect(seeded(null)).toContain('"seed": null');
});

test('the official tool is named as the one that trained', () => {
  const { builder } = statementOf(evidenceOf({ trainer: '0.3.1' })).predicate.runDetails;
  expect(builder.version).toEqual({ kynml: '0.3.1' });
});

test('a statement about a run of another tracker has what the tracker recorded, also its commit', () => {
  const { subject, predicate } = statementOf(tracked);
  expect(subject).toEqual([
    { name: 'model.pt', digest: { md5: 'e'.repeat(32) } },
    { name: 'dvc.lock', digest: { sha256: sha256('dvc.lock') } },
    { name: 'params.yaml', digest: { sha256: sha256('params.yaml') } },
  ]);
  expect(predicate.buildDefinition).toEqual({
    buildType: 'urn:kynml:tracked-run:v1',
    externalParameters: { config: { 'train.lr': 0.1 } },
    internalParameters: {},
    resolvedDependencies: [
      { name: 'commit', digest: { gitCommit: 'c'.repeat(40) }, annotations: { kyn_role: 'commit' } },
      { name: 'data/train.csv', digest: { md5: 'a'.repeat(32) }, annotations: { kyn_role: 'data' } },
    ],
  });
  expect(predicate.kyn_evidence).toMatchObject({ tracker: 'DVC run', notes: ['A note.'], notKnown: [] });
});
