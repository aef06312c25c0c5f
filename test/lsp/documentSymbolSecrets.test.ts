// The outline of a broken spec shows no part of a private key that was pasted into it.
import { expect, test } from 'vitest';
import { startClient } from './client';

const LINES = [
  `-----BEGIN RSA PRIVATE ${'KEY'}-----`,
  'MIIEowIBAAKCAQEAxZq7Xw9Kp4Vb2Nt6MkefhIZDhwQNkn8UE',
  'n0JCtLKFbX0F8RlVfLADLH65mqd9VVMdZM5XYkefhI==',
  `-----END RSA PRIVATE ${'KEY'}-----`,
].join('\n');

test.each([
  ['a block', `params:\n    lr = 1\n${LINES}\n`],
  ['a header', `dataset d:\n${LINES}\n`],
  ['a model', `model m:\n${LINES}\n`],
])('after %s', async (_, text) => {
  const client = await startClient({});
  await client.open('a.kyn', text);
  const symbols = JSON.stringify(
    await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: client.uri('a.kyn') } }),
  );
  expect(symbols).toContain('"***');
  expect(symbols).not.toMatch(/MIIE|n0JC/);
});
