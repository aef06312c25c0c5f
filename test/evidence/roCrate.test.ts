// The rules of RO-Crate 1.1 and of the profile Process Run Crate 0.5, for the metadata of packages.
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src-shared/evidence/evidence';
import { packageFiles } from '../../src-shared/evidence/packageFiles';
import { roCrateText } from '../../src-shared/evidence/roCrate';
import { evidenceOf, sha256 } from './evidenceOf';

interface Entity {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [key: string]: unknown;
}

const withData = evidenceOf({
  parts: [
    ...evidenceOf().parts,
    { role: 'data', path: 'data/häuser.csv', description: 'The data.', content: new Uint8Array([65]) },
  ],
});
const failed = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  hasFailed: true,
  time: { ...evidenceOf().time, ended: undefined },
});

describe.each<[string, Evidence]>([
  ['a run', evidenceOf()],
  ['a run with its data', withData],
  ['a failed run that records little', failed],
])('%s', (_, evidence) => {
  const crate = JSON.parse(roCrateText(evidence, sha256));
  const graph: readonly Entity[] = crate['@graph'];
  const entity = (id: string): Entity => {
    const [found, ...others] = graph.filter(e => e['@id'] === id);
    expect(others).toEqual([]);
    if (!found) throw new Error(`${id} is not in the graph.`);
    return found;
  };
  const idsOf = (value: unknown): string[] =>
    [value]
      .flat()
      .flatMap(item => (typeof item === 'object' && item !== null && '@id' in item ? [String(item['@id'])] : []));

  test('has the context of RO-Crate 1.1, and a flat graph of entities with an id and a type', () => {
    expect(Object.keys(crate)).toEqual(['@context', '@graph']);
    expect(crate['@context']).toBe('https://w3id.org/ro/crate/1.1/context');
    for (const e of graph) {
      expect(typeof e['@id']).toBe('string');
      expect([e['@type']].flat().length).toBeGreaterThan(0);
      for (const value of Object.values(e).flat())
        if (typeof value === 'object') expect(Object.keys(value ?? {})).toEqual(['@id']);
    }
    expect(new Set(graph.map(e => e['@id'])).size).toBe(graph.length);
  });

  test('has a descriptor that conforms to RO-Crate 1.1 and is about the root', () => {
    expect(entity('ro-crate-metadata.json')).toEqual({
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    });
  });

  test('has a root with a name, a description, a date, a licence and the profile', () => {
    const root = entity('./');
    expect(root['@type']).toBe('Dataset');
    expect(root.name).toMatch(/\S/);
    expect(root.description).toMatch(/\S/);
    expect(root.datePublished).toBe(evidence.time.time);
    expect(idsOf(root.license)).toHaveLength(1);
    expect(entity(String(idsOf(root.conformsTo)[0]))).toMatchObject({ '@type': 'CreativeWork', version: '0.5' });
  });

  test('describes each file, which is a part of the root and exists in the package', () => {
    const files = graph.filter(e => [e['@type']].flat().includes('File'));
    expect(idsOf(entity('./').hasPart).sort()).toEqual(files.map(e => e['@id']).sort());
    const names = [...packageFiles(evidence, '', sha256).keys()];
    expect(files.map(e => decodeURIComponent(e['@id'])).sort()).toEqual(
      names.filter(name => name !== 'SHA256SUMS' && name !== 'ro-crate-metadata.json').sort(),
    );
    for (const { '@id': id } of files) expect(id).toMatch(/^[\w./%-]+$/);
  });

  test('refers only to entities of the graph, except to words of schema.org and the specification', () => {
    const ids = new Set(graph.map(e => e['@id']));
    const referred = graph.flatMap(e => Object.values(e).flatMap(idsOf));
    expect(referred.filter(id => !ids.has(id) && !id.startsWith('http://schema.org/')).sort()).toEqual([
      'https://w3id.org/ro/crate/1.1',
    ]);
  });

  test('has one action, which the root mentions, with an application, inputs and results', () => {
    const [action, ...others] = graph.filter(e => e['@type'] === 'CreateAction');
    expect(others).toEqual([]);
    expect(idsOf(entity('./').mentions)).toEqual([action?.['@id']]);
    expect(entity(String(idsOf(action?.instrument)[0]))['@type']).toBe('SoftwareApplication');
    expect(idsOf(action?.result)).toEqual(['run/run_manifest.json']);
    expect(idsOf(action?.object)).toContain('spec/my%20spec.kyn');
    expect(idsOf(action?.actionStatus)).toEqual([
      `http://schema.org/${evidence.hasFailed ? 'Failed' : 'Completed'}ActionStatus`,
    ]);
    expect(action?.endTime).toBe(evidence.time.ended);
  });
});

test('data that is not in the package is an input with its SHA-256', () => {
  const graph: readonly Entity[] = JSON.parse(roCrateText(evidenceOf(), sha256))['@graph'];
  expect(graph.find(e => e['@id'] === '#data')?.identifier).toBe(`sha256:${'d'.repeat(64)}`);
  expect(graph.find(e => e['@id'] === '#run')?.object).toContainEqual({ '@id': '#data' });
  const included: readonly Entity[] = JSON.parse(roCrateText(withData, sha256))['@graph'];
  expect(included.find(e => e['@id'] === '#data')).toBeUndefined();
  expect(included.find(e => e['@id'] === '#run')?.object).toContainEqual({ '@id': 'data/h%C3%A4user.csv' });
});
