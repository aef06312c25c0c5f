// Reading a run from a file.
import { expect, test } from 'vitest';
import { readArtifact } from '../../src-shared/artifacts/read';
import { readRun } from '../../src-shared/runs/readRun';
import { hostOf } from '../repro/memory';

// Every field that the documentation of run_manifest.json names.
const MANIFEST = JSON.stringify({
  kynml_version: '0.5.0',
  config_hash: 'ab'.repeat(32),
  data_hash: null,
  env: { python: '3.11.9', platform: 'Linux-6.1.0-x86_64', torch: '2.4.0', numpy: '1.26.4' },
  seed: 1,
  metrics: { mae: 0.5 },
});

test('a run manifest is read with its claims and its time', () => {
  const run = readRun(hostOf({ '/w/run_manifest.json': MANIFEST }), '/w/run_manifest.json');
  const { metrics, ...claims } = run?.claims ?? {};
  expect(claims).toEqual({ configHash: 'ab'.repeat(32), dataHash: null, seed: '1' });
  expect([...(metrics ?? [])].map(([name, { node }]) => [name, node.kind === 'number' && node.text])).toEqual([
    ['mae', '0.5'],
  ]);
  expect(readArtifact('run_manifest.json', MANIFEST)?.diagnostics).toEqual([]);
  expect(run?.modified).toBe(1);
});

test.each([
  ['a missing file', {}],
  ['another artifact', { '/w/x.json': '{"schema_version": "1", "config_hash": "a", "backend": "pytorch"}' }],
  ['other JSON', { '/w/x.json': '{}' }],
  ['a file that is larger than any run', { '/w/x.json': `${MANIFEST}${' '.repeat(1024 * 1024)}` }],
  ['a file that is not UTF-8', { '/w/x.json': new Uint8Array([0xff, 0xfe]) }],
])('%s is not a run', (_, files) => {
  expect(readRun(hostOf(files), '/w/x.json')).toBeUndefined();
});
