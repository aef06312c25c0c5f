// The bill of materials against the rules of CycloneDX 1.6, written down from its JSON schema, and what it does not claim.
import { describe, expect, test } from 'vitest';
import { metricsIn } from '../../src-shared/artifacts/metrics';
import { markSecrets } from '../../src-shared/artifacts/secrets/secrets';
import { cycloneDxText } from '../../src-shared/evidence/cycloneDx';
import type { Evidence } from '../../src-shared/evidence/evidence';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { evidenceOf, sha256, trackedEvidence } from './evidenceOf';

const node = (text: string): JsonNode | undefined => parseJson(text).value;
const bareDetails = { ...evidenceOf().details, seed: undefined, device: undefined };
const METRICS = '{"metrics": {"mae": 0.250, "val": {"loss": NaN}, "curve": [3, 2], "best": true, "none": null}}';

const full = evidenceOf({
  dataFile: 'data/houses.csv',
  hasFailed: true,
  verdict: 'unknown',
  missing: [{ what: 'The lock', reason: 'It is gone.' }],
  details: {
    seed: null,
    params: node('{"lr": "0.1"}'),
    combo: node('{"lr": 0.10}'),
    env: node('{"python": "3.11.2", "torch": "1.13.1", "numpy": "1.24.2", "platform": "Linux-6.1", "gpu": "H200"}'),
    device: 'cpu',
    metrics: metricsIn(node(METRICS) as JsonNode, 'metrics'),
  },
  parts: [
    ...evidenceOf().parts,
    { role: 'import', path: 'spec/base.kyn', description: 'An import.', content: 'a\r\n' },
    { role: 'import', path: 'spec/more.kyn', description: 'An import.', content: 'c' },
    { role: 'import', path: 'spec/other.kyn', description: 'An import.', content: 'b', isAssumed: true },
  ],
});

const tracked = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  tracker: 'DVC run (version 3.1)',
  hasFailed: undefined,
  details: {
    ...bareDetails,
    env: node('{"python": "3.11", "os": "Linux", "torch": "2.1", "pandas": null, "gpu": "H200", "cuda": "12.1"}'),
    config: markSecrets(node('{"train.lr": 0.10, "password": "correct horse 77"}') as JsonNode),
    metrics: metricsIn(node('{"metrics": {"acc": 0.9}}') as JsonNode, 'metrics'),
    partial: 'first 100 samples',
    files: [
      { role: 'commit', name: 'commit', algorithm: 'gitCommit', digest: 'c'.repeat(40) },
      { role: 'data', name: 'data/train.csv', algorithm: 'md5', digest: 'a'.repeat(32) },
      { role: 'data', name: 'data/test.csv', algorithm: 'md5', digest: 'b'.repeat(32) },
      { role: 'output', name: 'model.pt', algorithm: 'md5', digest: 'e'.repeat(32) },
    ],
    notes: ['acc: It is of one batch.'],
  },
  parts: ['a', 'b'].map(name => ({ role: 'run', path: `run/${name}`, description: 'A file.', content: name })),
});

const bare = evidenceOf({
  configHash: undefined,
  dataHash: undefined,
  trainer: undefined,
  details: bareDetails,
  parts: evidenceOf().parts.filter(({ role }) => role === 'run'),
});

type Json = Record<string, unknown>;
interface Component extends Json {
  readonly type: string;
  readonly name: string;
  readonly 'bom-ref': string;
}
const bomOf = (evidence: Evidence) => JSON.parse(cycloneDxText(evidence, sha256));
const componentsOf = (evidence: Evidence): Component[] => bomOf(evidence).components;

const TYPES =
  'application framework library container platform operating-system device device-driver firmware file machine-learning-model data cryptographic-asset';

const only = (value: Json, names: string): void => {
  expect(Object.keys(value).filter(key => !names.split(' ').includes(key))).toEqual([]);
};

function checkComponent(component: Component): void {
  only(component, 'type bom-ref name version description hashes modelCard data components properties');
  expect(TYPES.split(' ')).toContain(component.type);
  expect(component.name).toBeTypeOf('string');
  for (const inner of (component.components ?? []) as Component[]) checkComponent(inner);
  for (const hash of (component.hashes ?? []) as Json[]) {
    const digits = hash.alg === 'MD5' ? 32 : 64;
    expect(hash).toEqual({ alg: expect.stringMatching(/^(SHA-256|MD5)$/), content: expect.any(String) });
    expect(hash.content).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
  }
  for (const data of (component.data ?? []) as Json[]) {
    expect(component.type).toBe('data');
    expect(data).toEqual({ type: 'dataset', name: expect.any(String) });
  }
  for (const property of (component.properties ?? []) as Json[])
    expect(property).toEqual({ name: expect.any(String), value: expect.any(String) });
}

describe.each([
  ['a run', evidenceOf()],
  ['a run of another tracker', trackedEvidence],
  ['a run with everything', full],
  ['a run of which little is known', bare],
  ['a run of another tracker with everything', tracked],
])('%s', (_, evidence) => {
  const bom = bomOf(evidence);
  const components: Component[] = bom.components;
  const refs = components.map(component => component['bom-ref']);

  test('is a bill of materials of CycloneDX 1.6', () => {
    only(bom, '$schema bomFormat specVersion version metadata components dependencies');
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bom.metadata).toEqual({ tools: { components: [{ type: 'application', name: 'kyn', version: '1.2.3' }] } });
  });

  test('has components in the form of the schema, each with a reference of its own', () => {
    for (const component of components) checkComponent(component);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { ref, dependsOn } of bom.dependencies)
      expect(refs).toEqual(expect.arrayContaining([ref, ...dependsOn]));
  });

  test('has one model, whose card has only what the schema allows', () => {
    const models = components.filter(({ type }) => type === 'machine-learning-model');
    expect(models).toHaveLength(1);
    const card = models[0]?.modelCard as { readonly [key: string]: Json };
    only(card, 'modelParameters quantitativeAnalysis');
    const datasets = (card.modelParameters?.datasets ?? []) as { readonly ref: string }[];
    for (const { ref } of datasets) expect(components.find(c => c['bom-ref'] === ref)?.type).toBe('data');
    for (const metric of (card.quantitativeAnalysis?.performanceMetrics ?? []) as Json[]) {
      only(metric, 'type value slice');
      expect(metric).toMatchObject({ type: expect.any(String), value: expect.any(String) });
    }
  });
});

function propertiesOf(evidence: Evidence): [string, string][] {
  const [model] = componentsOf(evidence);
  const properties = (model?.properties ?? []) as { readonly name: string; readonly value: string }[];
  return properties.map(({ name, value }) => [name, value]);
}

describe('a bill of materials has', () => {
  test('the inputs whose digests are certain, and the file of the run', () => {
    const hashed = componentsOf(full).filter(({ hashes }) => hashes !== undefined);
    expect(hashed.map(({ type, name, hashes }) => [type, name, (hashes as Json[])[0]?.content])).toEqual([
      ['file', 'my spec.kyn', 'a'.repeat(64)],
      ['file', 'base.kyn', sha256('a\n')],
      ['file', 'more.kyn', sha256('c')],
      ['data', 'data/houses.csv', 'd'.repeat(64)],
      ['file', 'run/run_manifest.json', sha256('{}')],
    ]);
  });

  test('the programs that the run recorded', () => {
    const programs = componentsOf(full).filter(component => component['bom-ref'].startsWith('environment-'));
    expect(programs.map(({ type, name, version }) => [type, name, version])).toEqual([
      ['platform', 'python', '3.11.2'],
      ['framework', 'torch', '1.13.1'],
      ['library', 'numpy', '1.24.2'],
      ['operating-system', 'Linux-6.1', undefined],
    ]);
  });

  test('only versions as long as the specification allows', () => {
    const programs = (version: string): string[] => {
      const env = node(`{"python": "${version}"}`);
      return componentsOf(evidenceOf({ details: { ...full.details, env } })).map(({ name }) => name);
    };
    expect(programs('1'.repeat(1024))).toContain('python');
    expect(programs('1'.repeat(1025))).not.toContain('python');
  });

  test('the metrics with their digits', () => {
    const [model] = componentsOf(full);
    expect(model?.modelCard).toEqual({
      modelParameters: { datasets: [{ ref: 'data-3' }] },
      quantitativeAnalysis: {
        performanceMetrics: [
          { type: 'val.loss', value: 'NaN' },
          { type: 'curve', value: '2' },
          { type: 'mae', value: '0.250' },
          { type: 'best', value: 'true' },
        ],
      },
    });
  });

  test('all other facts as properties', () => {
    expect(propertiesOf(full)).toEqual([
      ['kyn:verdict', 'unknown'],
      ['kyn:failed', 'true'],
      ['kyn:config_hash', 'a'.repeat(64)],
      ['kyn:trainer', 'kyn 1.2.3'],
      ['kyn:seed', 'none'],
      ['kyn:device', 'cpu'],
      ['kyn:param:lr', '0.1'],
      ['kyn:combo:lr', '0.10'],
      ['kyn:env:python', '3.11.2'],
      ['kyn:env:torch', '1.13.1'],
      ['kyn:env:numpy', '1.24.2'],
      ['kyn:env:platform', 'Linux-6.1'],
      ['kyn:env:gpu', 'H200'],
      ['kyn:not_known', 'The lock: It is gone.'],
      ['kyn:not_known', 'The model: The run does not record the digests of the files that it wrote.'],
    ]);
  });
});

test('a bill of materials does not claim what was not recorded', () => {
  const [model, ...others] = componentsOf(bare);
  expect(model?.modelCard).toEqual({});
  expect(others.map(({ type }) => type)).toEqual(['file']);
  expect(propertiesOf(bare).map(([name]) => name)).toEqual([
    'kyn:verdict',
    'kyn:failed',
    'kyn:not_known',
    'kyn:not_known',
  ]);
  expect(bomOf(bare).dependencies).toEqual([{ ref: 'model', dependsOn: [] }]);
});

test('a bill of materials of a run of another tracker has what the tracker recorded', () => {
  const [model, ...others] = componentsOf(tracked);
  expect(model).toMatchObject({
    components: [{ type: 'file', name: 'model.pt', hashes: [{ alg: 'MD5', content: 'e'.repeat(32) }] }],
    modelCard: {
      modelParameters: { datasets: [{ ref: 'data-1' }, { ref: 'data-2' }] },
      quantitativeAnalysis: { performanceMetrics: [{ type: 'acc', value: '0.9', slice: 'first 100 samples' }] },
    },
  });
  expect(others.map(({ type, name, version }) => [type, name, version])).toEqual([
    ['data', 'data/train.csv', undefined],
    ['data', 'data/test.csv', undefined],
    ['file', 'run/a', undefined],
    ['file', 'run/b', undefined],
    ['platform', 'python', '3.11'],
    ['operating-system', 'Linux', undefined],
    ['framework', 'torch', '2.1'],
    ['library', 'pandas', undefined],
  ]);
  expect(propertiesOf(tracked)).toEqual([
    ['kyn:verdict', 'confirmed'],
    ['kyn:tracker', 'DVC run (version 3.1)'],
    ['kyn:commit', 'c'.repeat(40)],
    ['kyn:config:train.lr', '0.10'],
    ['kyn:config:password', '(hidden)'],
    ['kyn:env:python', '3.11'],
    ['kyn:env:os', 'Linux'],
    ['kyn:env:torch', '2.1'],
    ['kyn:env:gpu', 'H200'],
    ['kyn:env:cuda', '12.1'],
    ['kyn:note', 'acc: It is of one batch.'],
  ]);
});
