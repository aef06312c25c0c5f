// The metadata of packages: the rules of RO-Crate 1.1 and of Process Run Crate 0.5, and its meaning as JSON-LD.
import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src-shared/evidence/evidence';
import { packageFiles } from '../../src-shared/evidence/packageFiles';
import { brokenRules, type Entity, type Files, graphOf } from './crateRules';
import { evidenceOf, sha256, trackedEvidence } from './evidenceOf';
import { CONTEXT, contextDocument } from './roCrateContext';

const METADATA = 'ro-crate-metadata.json';

const withData = evidenceOf({
  parts: [
    ...evidenceOf().parts,
    { role: 'data', path: 'data/häuser #1 (a).csv', description: 'The data.', content: new Uint8Array([65]) },
    { role: 'lock', path: 'lock/kynml.lock', description: 'The lock.', content: '{"größe": "😀"}' },
  ],
});
const failed = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  hasFailed: true,
  time: { ...evidenceOf().time, ended: undefined },
});
const filesOf = (evidence: Evidence): Files => packageFiles(evidence, '', sha256);
const entityOf = (evidence: Evidence, id: string): Entity | undefined =>
  graphOf(filesOf(evidence)).find(entity => entity['@id'] === id);

describe.each<[string, Evidence]>([
  ['a run', evidenceOf()],
  ['a run with its data', withData],
  ['a failed run that records little', failed],
  ['a run of another tracker', trackedEvidence],
])('%s', (_, evidence) => {
  test('keeps the rules of the specification and of the profile', () => {
    expect(brokenRules(filesOf(evidence))).toEqual([]);
  });

  test('has only terms of its contexts, as JSON-LD', async () => {
    const options = {
      base: 'https://example.org/package/',
      // An unknown term is an error in place of being dropped.
      safe: true,
      documentLoader: async (url: string) => {
        if (url !== CONTEXT) throw new Error(`${url} is not loaded.`);
        return { document: contextDocument, documentUrl: url };
      },
    };
    const document = JSON.parse(String(filesOf(evidence).get(METADATA)));
    const expanded = (await jsonld.expand(document, options)) as Entity[];
    expect(expanded).toHaveLength(document['@graph'].length);
    const root = expanded.find(entity => entity['@id'] === options.base);
    expect(root?.['http://purl.org/dc/terms/conformsTo']).toEqual([{ '@id': 'https://w3id.org/ro/wfrun/process/0.5' }]);
    const run = expanded.find(entity => entity['@type'].includes('http://schema.org/CreateAction'));
    expect(run?.['http://schema.org/instrument']).toEqual([{ '@id': `${options.base}#trainer` }]);
    await expect(jsonld.expand({ ...document, '@graph': [{ '@id': 'x', colour: 1 }] }, options)).rejects.toThrow();
  });
});

// A change of an entity, and the rule that it breaks.
const CHANGES: readonly (readonly [rule: string, id: string, change: Record<string, unknown> | undefined])[] = [
  ['the graph is flat, and each entity has an id and a type', '#run', { agent: { '@id': '#agent', name: 'x' } }],
  ['each entity has a name, except for the descriptor', '#agent', { name: ' ' }],
  ['the descriptor is about the root and conforms to RO-Crate 1.1', METADATA, { about: { '@id': '#run' } }],
  ['the descriptor is about the root and conforms to RO-Crate 1.1', METADATA, { conformsTo: undefined }],
  ['the root is a dataset with a name and a description', './', { description: undefined }],
  ['the root has a date', './', { datePublished: 'today' }],
  ['the root has a licence with a name and a description', '#license', { description: undefined }],
  ['the root conforms to the profile, which is described', './', { conformsTo: { '@id': METADATA } }],
  ['the root conforms to the profile, which is described', 'https://w3id.org/ro/wfrun/process/0.5', { version: '0.4' }],
  ['each file of the package is described, and each described file exists', 'README.md', undefined],
  ['each described file is a part of the root', './', { hasPart: [] }],
  ['the id of a file is a relative URI with encoded names', 'README.md', { '@id': 'READ ME.md' }],
  ['each file has a description and a media type', 'README.md', { encodingFormat: 'markdown' }],
  ['each part has its size and its SHA-256', 'script/train.py', { contentSize: '3' }],
  ['each part has its size and its SHA-256', 'script/train.py', { sha256: 'a'.repeat(64) }],
  ['each reference is to an entity, a word of schema.org or the specification', '#trainer', undefined],
  ['each entity is referred to, except for the descriptor', '#run', { agent: undefined }],
  ['there is one action, which the root mentions', './', { mentions: [] }],
  ['the action has a name and a description', '#run', { description: '' }],
  ['the action has an application as its instrument, with at most one version', '#trainer', { version: '1' }],
  ['the action has an application as its instrument, with at most one version', '#run', { instrument: undefined }],
  ['the action has a person or an organisation as its agent', '#agent', { '@type': 'Thing' }],
  ['what the action used are files or works', '#run', { object: { '@id': '#agent' } }],
  ['what the action made are files', '#run', { result: { '@id': '#data' } }],
  ['the action has a status', '#run', { actionStatus: undefined }],
  ['the times of the action are dates', '#run', { endTime: 'later' }],
];

test.each(CHANGES)('the rule that %s is broken by a change of %s', (rule, id, change) => {
  const files = filesOf(evidenceOf());
  const graph = graphOf(files).flatMap(one => (one['@id'] !== id ? one : change ? { ...one, ...change } : []));
  const text = JSON.stringify({ ...JSON.parse(String(files.get(METADATA))), '@graph': graph });
  expect(brokenRules(new Map([...files, [METADATA, text]]))).toContain(rule);
});

test('another context and a repeated id are broken rules', () => {
  const files = filesOf(evidenceOf());
  const document = JSON.parse(String(files.get(METADATA)));
  const graph = [...document['@graph'], { '@id': '#agent', '@type': 'Person', name: 'x' }];
  const text = JSON.stringify({ '@context': CONTEXT, '@graph': graph });
  expect(brokenRules(new Map([...files, [METADATA, text]]))).toEqual([
    'the context is that of RO-Crate 1.1, with the terms that it lacks',
    'an id is used once',
  ]);
});

test('data that is not in the package is an input with its SHA-256', () => {
  expect(entityOf(evidenceOf(), '#data')?.identifier).toBe(`sha256:${'d'.repeat(64)}`);
  expect(entityOf(evidenceOf(), '#run')?.object).toContainEqual({ '@id': '#data' });
  expect(entityOf(withData, '#data')).toBeUndefined();
  expect(entityOf(withData, '#run')?.object).toContainEqual({ '@id': 'data/h%C3%A4user%20%231%20(a).csv' });
});

test('the action has the times that were recorded, and no others', () => {
  const timesOf = (time: Partial<Evidence['time']>) => {
    const run = entityOf(evidenceOf({ time: { ...evidenceOf().time, ...time } }), '#run');
    return { startTime: run?.startTime, endTime: run?.endTime };
  };
  const started = '2026-04-18T15:00:00.000Z';
  expect(timesOf({ started })).toEqual({ startTime: started, endTime: evidenceOf().time.ended });
  expect(timesOf({ ended: undefined })).toEqual({});
});

test('a program has its name and its version apart', () => {
  const of = (trainer: string) => entityOf(evidenceOf({ trainer }), '#trainer');
  expect(of('kyn 1.2.3')).toMatchObject({ name: 'kyn', softwareVersion: '1.2.3' });
  expect(of('kynml dev build')).toEqual({
    '@id': '#trainer',
    '@type': 'SoftwareApplication',
    name: 'kynml dev build',
  });
});

test('a run of which it is not known how it ended is not a completed one', () => {
  const statusOf = (evidence: Evidence) => entityOf(evidence, '#run')?.actionStatus;
  expect(statusOf(trackedEvidence)).toEqual({ '@id': 'http://schema.org/ActiveActionStatus' });
  expect(entityOf(trackedEvidence, '#run')?.description).toContain('It was not recorded how it ended.');
  expect(statusOf(failed)).toEqual({ '@id': 'http://schema.org/FailedActionStatus' });
  expect(statusOf(evidenceOf())).toEqual({ '@id': 'http://schema.org/CompletedActionStatus' });
});
