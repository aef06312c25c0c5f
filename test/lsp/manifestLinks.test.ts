// A new experiment manifest is not written through a link that may have come with a repository and leads out of the workspace.
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startClient } from './client';

const TEXT = JSON.stringify({
  data_provenance: { kind: 'synthetic', seed: 7 },
  env: { platform: 'p', python: '3' },
  experiment_id: 'e',
  git: { branch: 'main', dirty: false, sha: 'a'.repeat(40) },
  manifest_schema_version: 1,
  params: {},
  pytyche: {},
  timestamp_utc: '2026-04-18T10:00:00+00:00',
});

test.each([
  ['a file', 'it is a link that leads out of the workspace folders'],
  ['nothing', 'it is a link whose target does not exist'],
])('a link that leads out to %s is not followed', async (target, reason) => {
  const outside = mkdtempSync(path.join(tmpdir(), 'kyn-outside-'));
  onTestFinished(() => rmSync(outside, { recursive: true }));
  const place = path.join(outside, 'notes');
  if (target === 'a file') writeFileSync(place, 'mine');
  const client = await startClient({ 'a.kyn': '' });
  symlinkSync(place, client.path('m.json'));
  const request = { uri: client.uri('m.json'), text: TEXT, replace: true };
  expect(await client.request('kynml/writeManifest', request)).toMatchObject({
    ok: false,
    message: expect.stringContaining(reason),
  });
  expect(existsSync(place) && readFileSync(place, 'utf8')).toBe(target === 'a file' && 'mine');
  const other = { ...request, uri: client.uri('new.json') };
  expect(await client.request('kynml/writeManifest', other)).toEqual({ ok: true });
});
