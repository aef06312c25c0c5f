// Results of sweeps that are larger than other files that are searched for runs.
import { expect, test } from 'vitest';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { startClient } from './client';

const SPEC = 'train:\n    epochs = 3\n';
const MIB = 1024 * 1024;

const sweepText = (count: number, size: number): string => {
  const manifest = JSON.parse(manifestText({ config_hash: sha256(SPEC) }));
  const entries = Array.from({ length: count }, (_, lr) => ({ combo: { lr }, exit_code: 0, manifest, script: 'x' }));
  return JSON.stringify(entries).padEnd(size);
};

test('are listed and shown as a table, but not under a name that promises no runs', async () => {
  const text = sweepText(3, MIB + 1);
  const client = await startClient({ 'a.kyn': SPEC, 's/sweep_results.json': text, 's/copy.json': text });
  expect((await client.request('kynml/runTable', {}))?.runs).toHaveLength(3);
  const view = await client.request('kynml/runTable', { file: client.uri('s/sweep_results.json') });
  expect(view?.remarks[0]).toMatch(/^3 of 3 combinations are done\./);
});

test('that are too large are said', async () => {
  const client = await startClient({ 'a.kyn': SPEC, 's/sweep_results.json': sweepText(1, 16 * MIB + 1) });
  const tree = await client.request('kynml/runTree', {});
  expect(JSON.stringify(tree)).toContain('it is larger than 16 MiB, so it is not read in a search.');
});
