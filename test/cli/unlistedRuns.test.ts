// Which combinations of a sweep count as ended though the results do not have them.
import { expect, test } from 'vitest';
import type { SweepRun } from '../../server/src/cli/sweep/sweepPlan';
import { unlistedRuns } from '../../server/src/cli/sweep/unlistedRuns';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { jsonNumber, jsonObject } from '../../src-shared/text/makeJson';
import { hostOf } from '../repro/memory';
import { manifestText, sha256 } from './cliEnvironment';

const RUN: SweepRun = {
  ...{ index: 3, combo: jsonObject([['lr', jsonNumber('0.1')]]), script: 'print(1)\n', csv: '/w/d.csv' },
  ...{ configHash: 'a'.repeat(64), generator: 'kyn 1.2.3', params: [['lr', '0.1']] },
};
const MANIFEST = {
  data_hash: sha256('1,2\n'),
  env: { numpy: '2', platform: 'Linux', python: '3.11.9', torch: '2' },
  kynml_version: 'kyn 1.2.3',
  params: { lr: '0.1' },
};
const FOLDER = '/w/out/combo-0003';

// In the order in which the files were written.
const files = (changes: Readonly<Record<string, MemoryFile | undefined>> = {}): Record<string, MemoryFile> =>
  Object.fromEntries(
    Object.entries({
      '/w/d.csv': '1,2\n',
      [`${FOLDER}/train.py`]: RUN.script,
      [`${FOLDER}/output.txt`]: '',
      [`${FOLDER}/run_manifest.json`]: manifestText(MANIFEST),
      ...changes,
    }).flatMap(([path, file]) => (file === undefined ? [] : [[path, file]])),
  );

const found = async (all: Record<string, MemoryFile>) => (await unlistedRuns(hostOf(all), '/w/out', [RUN])).length;

test('a combination with the complete manifest of its script has ended', async () => {
  expect(await found(files())).toBe(1);
});

const manifest = (more: Record<string, unknown>) => ({
  [`${FOLDER}/run_manifest.json`]: manifestText({ ...MANIFEST, ...more }),
});
const DOUBTS: readonly [string, Record<string, MemoryFile | undefined>][] = [
  ['no manifest', { [`${FOLDER}/run_manifest.json`]: undefined }],
  ['half a manifest', { [`${FOLDER}/run_manifest.json`]: '{"config_hash": ' }],
  ['a manifest without metrics', manifest({ metrics: undefined })],
  ['another spec', manifest({ config_hash: 'b'.repeat(64) })],
  ['another version of kyn', manifest({ kynml_version: 'kyn 1.2.2' })],
  ['other values of params', manifest({ params: { lr: '0.2' } })],
  ['no values of params', manifest({ params: undefined })],
  ['other data', manifest({ data_hash: 'b'.repeat(64) })],
  ['data that cannot be read', { '/w/d.csv': { unreadable: 'denied' } }],
  ['another script', { [`${FOLDER}/train.py`]: 'print(2)\n' }],
  ['no output', { [`${FOLDER}/output.txt`]: undefined }],
];

test.each(DOUBTS)('a combination with %s runs again', async (_, changes) => {
  expect(await found(files(changes))).toBe(0);
});

test('a combination with a manifest that is older than its script runs again', async () => {
  const { [`${FOLDER}/run_manifest.json`]: text = '', ...others } = files();
  expect(await found({ [`${FOLDER}/run_manifest.json`]: text, ...others })).toBe(0);
});

test('a combination with a link to a manifest runs again', async () => {
  const host = { ...hostOf(files()), linkTarget: (path: string) => (path.endsWith('.json') ? '/x' : undefined) };
  expect(await unlistedRuns(host, '/w/out', [RUN])).toEqual([]);
});

test('a data file is hashed once', async () => {
  const more = [4, 5].map(index => ({ ...RUN, index }));
  const copies = Object.fromEntries(
    Object.entries(files()).flatMap(([path, file]) => [
      [path, file],
      ...more.map(run => [path.replace('0003', `000${run.index}`), file]),
    ]),
  );
  const host = hostOf(copies);
  const { hashFile } = host;
  let hashed = 0;
  host.hashFile = (...args) => {
    hashed++;
    return hashFile.apply(host, args);
  };
  expect((await unlistedRuns(host, '/w/out', [RUN, ...more])).map(entry => entry.index)).toEqual([3, 4, 5]);
  expect(hashed).toBe(1);
});
