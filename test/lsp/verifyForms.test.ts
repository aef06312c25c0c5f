// Verification of data that is not here as recorded: Git LFS pointers, converted line ends, data that DVC tracks.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DataItem } from '../../src-shared/protocol/requests';
import { manifestText } from '../cli/cliEnvironment';
import { annexText, OID, pointerText } from '../pointerText';
import { startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

const CLIENT = { ...VSCODE_CLIENT, data: true };
const CSV = 'x,y\n1,2\n';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

async function verified(recorded: string, files: Readonly<Record<string, string>>) {
  const text = manifestText({ data_hash: recorded });
  const client = await startClient({ 'run_manifest.json': text, ...files }, CLIENT);
  await client.open('run_manifest.json', text);
  const verdict = await client.request('kynml/verifyData', {
    uri: client.uri('run_manifest.json'),
    files: [{ index: 0, recorded, uri: client.uri('data/d.csv') }],
    outside: [],
  });
  const lens = (await client.lensTitles('run_manifest.json')).find(title => title.includes('data'));
  const diagnostics = await client.diagnostics('run_manifest.json');
  const [drift, unverified] = ['data-drift', 'data-unverified'].map(c => diagnostics.find(d => d.code === c)?.message);
  return { result: verdict.state === 'done' ? verdict.results[0] : verdict, lens, drift, unverified };
}

test('a Git LFS pointer confirms or contradicts the recorded hash, and this is stated', async () => {
  const note =
    'Only the hash in its pointer was compared; run `git lfs pull` or `git annex get` to fetch the data itself.';
  const same = await verified(OID, { 'data/d.csv': pointerText() });
  expect(same).toMatchObject({ result: { actual: OID, note }, drift: undefined });
  expect(same.lens).toContain('data verified by its pointer');
  const other = await verified('b'.repeat(64), { 'data/d.csv': pointerText() });
  expect(other.result).toMatchObject({ actual: OID, note });
  expect(other.drift).toContain(
    'data/d.csv is not the recorded data (recorded bbbbbbbbbbbb, now 4d7a214614ab in its pointer)',
  );
});

test('a git-annex pointer confirms a SHA-256, and any other hash is not compared', async () => {
  const same = await verified(OID, { 'data/d.csv': annexText(`SHA256E-s5--${OID}.csv`) });
  expect(same.lens).toContain('data verified by its pointer');
  const other = await verified(OID, { 'data/d.csv': annexText('MD5E-s5--0.csv') });
  expect(other.result).toMatchObject({ reason: expect.stringContaining('run `git annex get` to fetch it') });
  expect(other.unverified).toContain('was not verified');
  expect(other.drift).toBeUndefined();
});

test('data with converted line ends has its own message with the fix', async () => {
  const { result, drift } = await verified(sha(CSV), { 'data/d.csv': CSV.replaceAll('\n', '\r\n') });
  const advice = 'Git probably converted them: add `*.csv -text` to .gitattributes, then check the file out again.';
  expect(result).toMatchObject({ note: `Only its line ends differ (recorded LF, now CRLF). ${advice}` });
  expect(drift).toBe(
    `data/d.csv differs from the recorded data only in its line ends (recorded LF, now CRLF). ${advice}`,
  );
  expect((await verified(sha(CSV), { 'data/d.csv': CSV })).result).not.toHaveProperty('note');
  expect((await verified(sha(CSV), { 'data/d.csv': 'x,y\r\n1,3\r\n' })).drift).toContain('is not the recorded data');
});

test('missing data that DVC tracks names the command', async () => {
  const { result, unverified } = await verified(sha(CSV), { 'data.dvc': '' });
  const reason = 'it does not exist; run `dvc pull`, because data.dvc tracks it';
  expect(result).toMatchObject({ reason });
  expect(unverified).toContain(`was not verified: ${reason}.`);
});

test('a manifest is not created from a pointer', async () => {
  const client = await startClient({ 'data/d.csv': pointerText() }, CLIENT);
  const built = await client.request('kynml/buildManifest', {
    folder: client.uri(''),
    python: 'python3',
    data: { files: [client.uri('data/d.csv')] },
  });
  expect(built).toMatchObject({
    ok: false,
    message: expect.stringContaining('data/d.csv is a Git LFS pointer and not the data'),
  });
});

test('a file is verified whatever its name contains', async () => {
  const [hidden, secret] = ['b\u00adc.bin', `gh${'p'}_${'aB3dE6gH9'.repeat(4)}.bin`];
  const hashes = { 'a.bin': sha('a'), [hidden]: sha('b'), [secret]: sha('c') };
  const provenance = { kind: 'external', hashes };
  const text = JSON.stringify({ manifest_schema_version: 1, experiment_id: 'e', data_provenance: provenance });
  const client = await startClient({ 'm.json': text, 'a.bin': 'a', [hidden]: 'other', [secret]: 'c' }, CLIENT);
  const uri = client.uri('m.json');
  const plan = await client.request('kynml/dataToVerify', { uri });
  const items = plan.ok ? plan.items : [];
  expect(items.map(i => i.name)).toEqual(['a.bin', 'b\\u00adc.bin', expect.not.stringContaining('aB3dE6gH9')]);
  expect(await actualHashes(client, uri, items)).toEqual([sha('a'), sha('other'), sha('c')]);
});

const actualHashes = async (client: TestClient, uri: string, items: readonly DataItem[]) => {
  const files = items.map(({ candidates: [found], ...item }) => ({ ...item, uri: found?.uri ?? '' }));
  const verdict = await client.request('kynml/verifyData', { uri, files, outside: [] });
  return verdict.state === 'done' ? verdict.results.map(r => r.actual) : verdict.state;
};

const experimentText = (hashes: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    manifest_schema_version: 1,
    experiment_id: 'e',
    data_provenance: { kind: 'external', hashes },
  });

test('two files whose names are shown as the same text are both read', async () => {
  const [first, second] = ['aB3dE6gH9', 'xY7zW2vU5'].map(part => `gh${'p'}_${part.repeat(4)}.bin`) as [string, string];
  const text = experimentText({ [first]: sha('a'), [second]: sha('a') });
  const client = await startClient({ 'm.json': text, [first]: 'a', [second]: 'other' }, CLIENT);
  await client.open('m.json', text);
  const uri = client.uri('m.json');
  const plan = await client.request('kynml/dataToVerify', { uri });
  const items = plan.ok ? plan.items : [];
  expect(new Set(items.map(i => i.name)).size).toBe(1);
  expect(await actualHashes(client, uri, items)).toEqual([sha('a'), sha('other')]);
  expect(await client.codes('m.json')).toContain('data-drift');
});

test('files chosen for an earlier version of the artifact are not compared', async () => {
  const text = experimentText({ 'a.bin': sha('a'), 'b.bin': sha('b') });
  const client = await startClient({ 'm.json': text, 'a.bin': 'a', 'b.bin': 'b' }, CLIENT);
  const uri = client.uri('m.json');
  await client.open('m.json', text);
  const plan = await client.request('kynml/dataToVerify', { uri });
  await client.change('m.json', experimentText({ 'b.bin': sha('b'), 'a.bin': sha('a') }));
  expect(await actualHashes(client, uri, plan.ok ? plan.items : [])).toBe('failed');
});
