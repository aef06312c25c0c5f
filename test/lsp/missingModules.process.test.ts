// Which modules an interpreter has, asked by the server.
import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startClient, type TestClient } from './client';

// An interpreter that has only numpy.
const PYTHON = `#!${process.execPath}
for (const name of process.argv.slice(4)) if (name === 'numpy') console.log('module ' + name);
`;

async function started(trusted = true): Promise<TestClient> {
  const client = await startClient({ 'a.kyn': '', python: PYTHON }, { options: { commands: true, trusted } });
  chmodSync(client.path('python'), 0o755);
  return client;
}

const missing = (client: TestClient, python = client.path('python')) =>
  client.request('kynml/missingModules', { python, modules: ['torch', 'numpy'], folder: client.uri('') });

test('the modules that an interpreter does not have are returned', async () => {
  expect(await missing(await started())).toEqual({ ok: true, missing: ['torch'] });
});

test('an interpreter that cannot be run is reported', async () => {
  const client = await started();
  expect(await missing(client, client.path('gone'))).toEqual({
    ok: false,
    message: expect.stringMatching(/^The interpreter .*gone could not be run: .*\.$/),
  });
});

test('nothing is started without trust', async () => {
  expect(await missing(await started(false))).toEqual({
    ok: false,
    message: 'Checking an interpreter starts it, which requires a trusted workspace.',
  });
});
