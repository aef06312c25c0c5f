// Reading a run from a file.
import { expect, test } from 'vitest';
import { readRun } from '../../src-shared/runs/readRun';
import { hostOf } from '../repro/memory';

const MANIFEST = JSON.stringify({
  config_hash: 'ab'.repeat(32),
  data_hash: null,
  final_metrics: { mae: 0.5 },
  platform: 'linux',
  seed: 1,
  torch_version: '2.4.0',
});

test('a run manifest is read with its claims and its time', () => {
  const run = readRun(hostOf({ '/w/run_manifest.json': MANIFEST }), '/w/run_manifest.json');
  expect(run?.claims.configHash).toBe('ab'.repeat(32));
  expect(run?.modified).toEqual(expect.any(Number));
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
