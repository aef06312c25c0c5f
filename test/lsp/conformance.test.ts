// Every answer and every message of the server, compared with the protocol of the version that a client declares.
import { describe, expect, test } from 'vitest';
import { features } from '../../server/src/lsp/features';
import { startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';
import { everything } from './metamodel/capabilities';
import { problems } from './metamodel/problems';
import { messages, typeNamed } from './metamodel/types';
import { openSpec, standardRequests } from './standardRequests';

const methods = features.map(f => f.method).filter(method => !method.startsWith('kynml/'));
const START = { changes: false };

const start = (version: number, options = {}): Promise<TestClient> =>
  openSpec(files =>
    startClient(files, {
      capabilities: everything(version),
      options: { ...START, ...options },
      record: true,
      data: true,
    }),
  );

describe.each([
  ['3.16', 16, {}],
  ['3.17', 17, {}],
  ['3.18', 18, {}],
  ['3.18 with the commands of KynML', 18, VSCODE_CLIENT.options],
])('a client of LSP %s', (_, version, options) => {
  test('the answer to initialize', async () => {
    const { initialized } = await start(version, options);
    expect(problems(initialized, typeNamed('InitializeResult'), version)).toEqual([]);
  });

  test.each(methods)('%s', async method => {
    const client = await start(version, options);
    const message = messages.get(method);
    const params = (await standardRequests(client)[method]?.params()) ?? {};
    const answer = await client.connection.sendRequest(method, params);
    // A client of an older version never sends the request; what it would get is of the version that added it.
    const answered = Math.max(version, message?.since ?? 0);
    expect(message?.result && problems(answer, message.result, answered)).toEqual([]);
  });

  test('what the server sends by itself', async () => {
    const client = await start(version, options);
    await client.change('net.kyn', 'train\n');
    client.write('other.kyn', 'train\n');
    const uri = client.uri('other.kyn');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
    const expected = version > 16 ? 'workspace/diagnostic/refresh' : 'textDocument/publishDiagnostics';
    const sent = () => client.recorded().filter(({ method }) => method !== undefined);
    await expect.poll(() => sent().map(({ method }) => method)).toContain(expected);
    await expect.poll(() => sent().map(({ method }) => method)).toContain('client/registerCapability');
    const wrong = sent().flatMap(({ method = '', params }) => {
      const message = messages.get(method);
      if (!message) return [`${method} does not exist`];
      return message.params ? problems(params, message.params, version, method) : [];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the comparison itself', () => {
  const hover = messages.get('textDocument/hover')?.result ?? typeNamed('Hover');
  const command = typeNamed('Command');
  test.each([
    ['a member that does not exist', { contents: 'a', more: 1 }, hover, ['.more does not exist']],
    ['a member that is missing', { range: undefined }, hover, ['.contents is missing']],
    ['a value of another type', { title: 1, command: 'c' }, command, ['.title: 1 is not string']],
    [
      'a member of a later version',
      { title: 't', command: 'c', tooltip: 'x' },
      command,
      ['.tooltip exists since 3.18'],
    ],
  ])('finds %s', (_, value, type, found) => {
    expect(problems(value, type, 17)).toEqual(expect.arrayContaining(found));
  });

  test('accepts what the version has', () => {
    expect(problems({ title: 't', command: 'c', tooltip: 'x' }, command, 18)).toEqual([]);
    expect(problems(null, hover, 16)).toEqual([]);
  });

  test('clients declare what their version has', () => {
    expect(everything(16)).toMatchObject({ textDocument: { semanticTokens: { requests: { full: { delta: true } } } } });
    expect(everything(16)).not.toHaveProperty('textDocument.diagnostic');
    expect(everything(17)).toHaveProperty('workspace.diagnostics.refreshSupport', true);
    expect(everything(17)).not.toHaveProperty('textDocument.codeLens.resolveSupport');
    expect(everything(18)).toHaveProperty('textDocument.codeLens.resolveSupport');
  });
});
