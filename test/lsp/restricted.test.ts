// A workspace that is not trusted: where something is unknown because git is not read, that is the stated reason.
import { expect, it } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, sha } from './lockFixture';

const UNTRUSTED = { options: { commands: true, trusted: false } } as const;
const RUN = JSON.stringify({
  config_hash: sha('an older version'),
  data_hash: null,
  env: { platform: 'linux', python: '3.12' },
  kynml_version: '0.4.0',
  metrics: { mae: 1 },
  seed: 1,
});

it.each([
  [false, '$(question) made from an unknown spec or version (git is read only in a trusted workspace)'],
  [true, '$(question) made from an unknown spec or version'],
])('a run of an unknown spec, trusted: %s', async (trusted, title) => {
  const client = await startClient({ 'run_manifest.json': RUN }, { options: { commands: true, trusted } });
  await client.open('run_manifest.json', RUN);
  expect(await client.lensTitles('run_manifest.json')).toContain(title);
});

it('the locked version and the accepted settings are unknown for want of trust, not of git', async () => {
  const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor('old') }, UNTRUSTED);
  const uri = client.uri('net.kyn');
  const message = 'The locked version is read from git, which runs only in a trusted workspace.';
  expect(await client.request('kynml/lockedVersion', { uri })).toEqual({ found: false, message, needsTrust: true });
  const plan = await client.request('kynml/planLock', { uri, mode: 'regenerate' });
  expect(plan.accepts?.changes).toBe(`Which settings change is unknown. ${message}`);
});

it('the lens of a document whose lock is not read runs the command that offers to manage trust', async () => {
  const document = '---\ndlm_id: abc\n---\nText\n';
  const client = await startClient({ 'a.dlm': document }, { ...UNTRUSTED, dlmHome: '/nowhere' });
  await client.open('a.dlm', document, 'dlm');
  const [lens] = await client.lenses('a.dlm');
  expect(lens?.command?.title).toContain('read only in a trusted workspace');
  expect(lens?.command?.command).toBe('kynml.checkDlmLock');
});
