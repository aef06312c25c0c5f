// Files that another program writes between the plan of the server and its write: they are kept, and the request fails.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { experimentText } from '../../src-shared/repro/experiment/experiment';
import { jsonNumber, jsonObject, jsonString } from '../../src-shared/text/makeJson';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { text as jsonText, sha } from './dlmClient';

const CHANGED = expect.stringContaining('another program changed it meanwhile, so try again');

// A client on files; just before each write of the server, another program writes the same file.
const racing = (files: Readonly<Record<string, string>>) =>
  startClient(files, {
    options: { trusted: true },
    host: {
      ...nodeHost,
      writeAtomic: (path, ...rest) => {
        writeFileSync(path, 'of another');
        return nodeHost.writeAtomic(path, ...rest);
      },
    },
  });

test.each([
  ['create', {}],
  [
    'regenerate',
    { 'kynml.lock': JSON.stringify({ schema_version: '1', source_path: 'a.kyn', config_hash: sha('old') }) },
  ],
] as const)('the lock that it would %s', async (mode, files) => {
  const client = await racing({ 'a.kyn': houseSpec, ...files });
  const written = await client.request('kynml/writeLock', { uri: client.uri('a.kyn'), mode });
  expect(written).toEqual({ ok: false, message: CHANGED });
  expect(readFileSync(client.path('kynml.lock'), 'utf8')).toBe('of another');
});

test('an experiment manifest that did not exist', async () => {
  const made = experimentText({
    git: { sha: 'a'.repeat(40), dirty: false, branch: 'main' },
    env: { python: '3', platform: 'p' },
    now: new Date(0),
    params: jsonObject([]),
    provenance: jsonObject([
      ['kind', jsonString('synthetic')],
      ['seed', jsonNumber('7')],
    ]),
  });
  if ('problem' in made) throw new Error(made.problem);
  const client = await racing({ 'a.kyn': houseSpec });
  const request = { uri: client.uri('m.json'), text: made.text, replace: false };
  expect(await client.request('kynml/writeManifest', request)).toEqual({ ok: false, message: CHANGED });
  expect(readFileSync(client.path('m.json'), 'utf8')).toBe('of another');
});

test.each(['an index', 'no index'])('the approval of a golden with %s', async kind => {
  const content = {
    adapter_sha256: 'b'.repeat(64),
    pinned_versions: { torch: '2.5.1' },
    platform: 'linux-x86_64',
  };
  const relpath = `tests/golden/determinism/tuple-${sha('torch=2.5.1|platform=linux-x86_64').slice(0, 16)}.json`;
  const index = jsonText({ goldens: [], lock_version: 1, updated_at: '2026-04-22T04:25:32' });
  const client = await racing({
    'a.kyn': houseSpec,
    [relpath]: jsonText(content),
    '.determinism/lock.json': index,
  });
  if (kind === 'no index') rmSync(client.path('.determinism/lock.json'));
  const request = { uri: client.uri(relpath), relpath, adapter: 'b'.repeat(64) };
  const planned = await client.request('kynml/planGolden', request);
  if (!planned.ok) throw new Error(planned.message);
  const { time, after, held = '' } = planned;
  const written = await client.request('kynml/writeGolden', { ...request, time, held, text: after });
  expect(written).toEqual({ ok: false, message: CHANGED });
  expect(readFileSync(client.path('.determinism/lock.json'), 'utf8')).toBe('of another');
});
