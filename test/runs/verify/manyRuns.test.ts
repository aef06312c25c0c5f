// What many runs share is read once.
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import type { Host } from '../../../src-shared/host/host';
import { verifyRun } from '../../../src-shared/runs/verify/verifyRun';
import { verifyWorld } from '../../../src-shared/runs/verify/verifyWorld';
import { hostOf } from '../../repro/memory';
import { SPEC } from '../../repro/reproduce/world';
import { machineOf, manifestText } from './verifyWorld';

const OTHER_DATA = 'area,price\n9,9\n';

/** A machine that counts how often each file is hashed and read, and each folder listed. */
function countingHost() {
  const host = hostOf({ '/w/spec.kyn': SPEC, '/w/data/houses.csv': OTHER_DATA, '/w/runs/a/x.txt': '' });
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const counting: Host = {
    ...host,
    hashFile: (path, options) => {
      count(`hash ${path}`);
      return host.hashFile(path, options);
    },
    readBytes: (path, limit) => {
      // Without a limit it is the head of a file, which the host in memory reads as a whole.
      if (limit !== undefined) count(`read ${path}`);
      return host.readBytes(path, limit);
    },
    readFolder: path => {
      count(`list ${path}`);
      return host.readFolder(path);
    },
  };
  return { counting, counts };
}

test('data, specs and folders are read once for runs in many folders', async () => {
  const { counting, counts } = countingHost();
  const world = verifyWorld(machineOf(counting));
  for (const [i, more] of [{}, {}, { data_hash: 'f'.repeat(64) }, { config_hash: 'e'.repeat(64) }].entries()) {
    const artifact = readArtifact('run_manifest.json', manifestText(more));
    if (!artifact) throw new Error('The text is a run manifest.');
    await verifyRun({ artifact, path: `/w/runs/${i}/run_manifest.json`, fileHash: String(i) }, world);
  }
  expect(counts.get('hash /w/data/houses.csv')).toBe(1);
  expect(counts.get('list /w')).toBe(1);
  // Compared for line ends, once for each recorded hash.
  expect(counts.get('read /w/data/houses.csv')).toBe(2);
});
