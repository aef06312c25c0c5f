// Drift and the locked version state whether settings changed, in a repository.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

async function drifted(now: string, options: ClientOptions = VSCODE_CLIENT): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) }, options);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
  await client.open('net.kyn', now);
  await client.open('kynml.lock', lockFor(houseSpec));
  // Reads the history.
  await expect
    .poll(() => client.request('kynml/runs', {}).then(() => messages(client)), { timeout: 10_000 })
    .toHaveLength(2);
  return client;
}

async function messages(client: TestClient): Promise<string[]> {
  const found = [...(await client.diagnostics('net.kyn')), ...(await client.diagnostics('kynml.lock'))];
  return found.filter(d => d.code === 'lock-drift').map(d => String(d.message));
}

const drift = (client: TestClient, text: string) =>
  expect
    .poll(async () => (await client.request('kynml/runs', {})) && (await messages(client)), { timeout: 10_000 })
    .toEqual([expect.stringContaining(text), expect.stringContaining(text)]);

test('only comments changed', async () => {
  const client = await drifted(`# reviewed\n${houseSpec}`);
  await drift(
    client,
    'but every setting of the file is equal: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark changed',
  );
  expect(await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') })).toMatchObject({
    found: true,
    text: houseSpec,
    changes:
      'Every setting of the file is equal: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark changed.',
  });
  await client.change('net.kyn', houseSpec.replace('price', 'cost'));
  await drift(client, ': 1 setting differs (dataset Houses.target).');
  expect(await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') })).toMatchObject({
    changes: '1 setting differs (dataset Houses.target "price" → "cost").',
  });
  const imports = `import "lib.kyn"\n${houseSpec}`;
  await client.change('net.kyn', imports);
  const notCompared = 'A lock does not cover imported files, so these are not compared.';
  await drift(client, `${notCompared} Regenerate`);
  expect(await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') })).toMatchObject({
    changes: expect.stringMatching(new RegExp(` ${notCompared}$`)),
  });
  await client.change('net.kyn', `${houseSpec}???\n`);
  expect(await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') })).toMatchObject({
    changes: expect.stringContaining('It is not known which settings differ'),
  });
});

test('in an untrusted workspace git is not read, so nothing is claimed', async () => {
  const client = await drifted(`# reviewed\n${houseSpec}`, { options: { commands: true, trusted: false } });
  for (const message of await messages(client)) expect(message).not.toContain('setting');
});
