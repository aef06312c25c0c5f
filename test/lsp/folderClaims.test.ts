// The claim of a folder by a run that the editor starts with the official tool.
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { startClient, type TestClient } from './client';

const TRUSTED = { options: { commands: true, trusted: true } } as const;
const FILE = '.kynml-claim';
const claim = (client: TestClient) => client.request('kynml/claimFolder', { folder: client.uri(''), spec: 'a.kyn' });
const pidsIn = (client: TestClient) => Object.keys(JSON.parse(readFileSync(client.path(FILE), 'utf8')).processes);

test('is in the folder with the processes of the server and of the tool until it is released', async () => {
  const client = await startClient({ 'a.kyn': '' }, TRUSTED);
  const claimed = await claim(client);
  if (!claimed.ok) throw new Error('The folder is free.');
  const { id } = claimed;
  expect(JSON.parse(readFileSync(client.path(FILE), 'utf8'))).toMatchObject({ computer: hostname(), spec: 'a.kyn' });
  expect(pidsIn(client)).toEqual([String(process.pid)]);
  await client.request('kynml/claimedBy', { id, pid: process.ppid });
  expect(pidsIn(client).sort()).toEqual([process.pid, process.ppid].map(String).sort());
  expect(await claim(client)).toMatchObject({ ok: false, refusal: { kind: 'used', path: FILE, spec: 'a.kyn' } });
  await client.request('kynml/releaseFolder', { id });
  expect(existsSync(client.path(FILE))).toBe(false);
  expect(await claim(client)).toMatchObject({ ok: true });
  // A claim is released once.
  await client.request('kynml/releaseFolder', { id });
  expect(existsSync(client.path(FILE))).toBe(true);
});

test('of a run elsewhere, and a file that is not a claim, are refused', async () => {
  const text = JSON.stringify({ computer: 'there', processes: {}, spec: 'b.kyn', started: '2026' });
  const client = await startClient({ [FILE]: text }, TRUSTED);
  expect(await claim(client)).toMatchObject({ ok: false, refusal: { kind: 'elsewhere', computer: 'there' } });
  client.write(FILE, 'mine');
  expect(await claim(client)).toMatchObject({ ok: false, refusal: { kind: 'unusable' } });
  expect(readFileSync(client.path(FILE), 'utf8')).toBe('mine');
});

test('is not written without trust', async () => {
  const client = await startClient({ 'a.kyn': '' }, { options: { commands: true, trusted: false } });
  expect(await claim(client)).toEqual({ ok: false, message: 'the workspace is not trusted' });
  expect(existsSync(client.path(FILE))).toBe(false);
});
