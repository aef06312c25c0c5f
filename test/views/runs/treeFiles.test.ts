// What is not made from a spec, in the tree of runs.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { indexedArtifact } from '../../../src-shared/runs/index/indexedArtifact';
import type { VerifyStep } from '../../../src-shared/runs/verify/verification';
import type { ListedFile } from '../../../src-shared/views/runs/treeContent';
import { lines, rows, spec, tree } from './treeFixture';

const EXPERIMENT = {
  manifest_schema_version: 1,
  experiment_id: 'trial\u001b-7',
  timestamp_utc: '2026-04-19T17:30:00+00:00',
  git: { sha: '0123456789abcdef0123456789abcdef01234567', dirty: true, branch: 'main' },
  env: { python: '3.12.1', platform: 'linux' },
  params: {},
  data_provenance: { kind: 'synthetic', seed: 7 },
};
const FINGERPRINT = { config_hash: 'a1b2c3d4a1b2c3d4', git_sha: 'def45678', git_dirty: false };
const SESSION = {
  type: 'session',
  id: 's-1',
  timestamp: '2026-04-18T10:00:00Z',
  fingerprint: { ...FINGERPRINT, domain: 'session', model: 'anthropic/claude', env: 'e', tools: ['t'] },
};

function file(path: string, content: unknown, more: Partial<ListedFile> = {}): ListedFile {
  const found = indexedArtifact(path, readArtifact(path, JSON.stringify(content)), 0);
  if (!found) throw new Error(`${path} is not listed`);
  return { ...found, ...more };
}

const time = { time: Date.UTC(2026, 3, 19, 17, 30), source: 'artifact' } as const;
const experiment = file('/w/runs/x/experiment_manifest.json', EXPERIMENT, { time });
const broken = file('/w/b.json', { ...EXPERIMENT, data_provenance: { kind: 'synthetic' }, env: 7 });
const session = file('/w/s.jsonl', SESSION);

test('files are listed by kind, with their name, what they record, and whether their form is valid', () => {
  expect(lines(tree([], [spec('house')], { files: [experiment, broken, session] }))).toEqual([
    expect.stringMatching(/^house\.kyn /),
    'Experiment manifests | 2 files',
    '  unknown trial\\u001b-7 | 2026-04-19 17:30 · synthetic data · commit 01234567 · uncommitted changes · valid · runs/x/experiment_manifest.json',
    '  untrusted trial\\u001b-7 | 1 error · 1 warning · synthetic data · commit 01234567 · uncommitted changes · b.json',
    'Session logs | 1 file',
    '  unknown s-1 | a1b2c3d4@def45678 · anthropic/claude · valid · s.jsonl',
  ]);
});

test('what a verification contradicted is shown', () => {
  const steps: VerifyStep[] = [{ name: 'data_hash', state: 'contradicted', detail: 'It differs.' }];
  const [node] = tree([], [], { files: [experiment], wording: { stepsOf: () => steps } });
  expect(node?.runs[0]).toMatchObject({
    mark: 'untrusted',
    description: expect.stringMatching(/^data changed · /),
    tooltip: expect.stringContaining('It differs.\nVerified: 1 contradicted'),
  });
});

test('DLM documents are listed with the state of their store', () => {
  const store = (state: 'valid' | 'no-lock' | 'broken', facts: readonly string[] = []) =>
    ({ path: `/w/${state}.dlm`, state, why: state === 'valid' ? '' : 'Because.', facts }) as const;
  const stores = [store('valid', ['cpu', 'advisory']), store('no-lock'), store('broken')];
  const [node] = tree([], [], { stores });
  expect(node && lines([node])).toEqual([
    'DLM stores | 3 files',
    '  unknown valid.dlm | locked · cpu · advisory',
    '  unknown no-lock.dlm | no lock yet',
    '  untrusted broken.dlm | its lock cannot be used',
  ]);
  expect(node?.runs[2]?.tooltip).toContain('Because.');
});

test('an evaluation is a run with its name and its fingerprint, not one of an unknown spec', () => {
  const report = new URL('../../artifacts/eval-report/valid/whole.json', import.meta.url);
  const found = rows(readFileSync(report, 'utf8'), { state: 'unknown' }, 3);
  const [node] = tree(found, []);
  expect(node && lines([node])).toEqual([
    'Evaluation reports | 1 report',
    '  unknown swebench_lite · accuracy 0.4200 | 2026-04-03 10:30 · a1b2c3d4@def45678',
  ]);
  expect(node?.runs[0]).toMatchObject({ artifact: 'eval-report' });
  const byTag = tree(found, [], { query: { group: 'tag' }, files: [session] });
  expect(byTag.map(({ label }) => label)).toEqual(['Not tagged', 'Session logs']);
});

test.each([
  ['trial', 1],
  ['experiment_manifest', 1],
  ['claude', 0],
  ['state:current', undefined],
  ['tag:x', undefined],
])('the filter %s shows %s experiment manifests', (filter, count) => {
  const nodes = tree([], [], { files: [experiment], query: { filter } });
  expect(nodes[0]?.runs.length ?? 0).toBe(count ?? 0);
});
