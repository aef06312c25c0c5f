// What the index of runs keeps of a file.
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { keptClaims } from '../../../src-shared/runs/index/keptClaims';
import { ownText } from '../../../src-shared/text/ownText';
import { sharedText } from '../../../src-shared/text/sharedText';
import { manifestText } from '../../cli/cliEnvironment';

test.each<Record<string, unknown>>([
  {},
  { seed: null, data_hash: null },
  { data_hash: undefined },
  { seed: undefined },
  { seed: 1.5, metrics: { mae: 'nan', curve: [1, 2.123456789012345], val: { mse: 1 }, none: null } },
  { metrics: [1] },
  { metrics: { 1: 2, __proto__: 3, '': 4 } },
])('the claims are equal: %j', more => {
  const artifact = readArtifact('/w/run_manifest.json', manifestText(more));
  expect(artifact?.claims.configHash).toHaveLength(64);
  expect(keptClaims(artifact?.claims ?? {})).toEqual(artifact?.claims);
});

test('claims of other kinds stay as they are', () => {
  const claims = { time: '2026-01-01', goldens: [], sourcePath: 'a.kyn' };
  expect(keptClaims(claims)).toEqual(claims);
  expect(keptClaims({})).toEqual({});
});

test.each([
  '',
  '1',
  '01',
  '-0',
  '__proto__',
  'x'.repeat(12),
  'x'.repeat(13),
  'x'.repeat(400),
  '"\\\n\u0000'.repeat(9),
  'ä\u{1f600}',
  '\ud83d',
  '\ud83d'.repeat(20),
])('a text of its own is equal: %j', text => {
  expect(ownText(text)).toBe(text);
  expect(sharedText(text)).toBe(text);
});
