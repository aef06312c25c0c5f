// Every answer and every message of the server, compared with the protocol of the version that a client declares.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { features } from '../../server/src/lsp/features';
import { serverCommands } from '../../server/src/lsp/protocol/serverCommands';
import { ARTIFACT_LANGUAGE } from '../../src-shared/protocol/languages';
import { manifestText } from '../cli/cliEnvironment';
import { startClient, type TestClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';
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

/** What is wrong in the requests and notifications that the server sent. */
const wrongIn = (client: TestClient, version: number): string[] =>
  client.recorded().flatMap(({ method, params }) => {
    if (method === undefined) return [];
    const message = messages.get(method);
    if (!message) return [`${method} does not exist`];
    return message.params ? problems(params, message.params, version, method) : [];
  });

const DRIFTED = `{"schema_version": "1", "config_hash": "${'0'.repeat(64)}", "source_path": "net.kyn"}`;

// Not only specs are answered for.
const ARTIFACTS: Readonly<Record<string, string>> = {
  'run_manifest.json': manifestText({ seed: 'x' }),
  'kynml.lock': DRIFTED,
  'sweep_results.json': `[{"combo": {"lr": 1}, "exit_code": "x", "manifest": ${manifestText()}, "script": "a"}]`,
  '.kynml.json': '{"polcy": {}}',
};

const ABOUT_A_FILE = methods.filter(
  method => method.startsWith('textDocument/') && !/prepareCallHierarchy|semanticTokens.*delta/.test(method),
);
const PLACE = {
  position: { line: 1, character: 3 },
  range: { start: { line: 0, character: 0 }, end: { line: 1, character: 3 } },
  positions: [{ line: 1, character: 3 }],
};
const MORE = {
  context: { diagnostics: [], includeDeclaration: true },
  options: { tabSize: 2, insertSpaces: true },
  newName: 'a',
  ch: '\n',
};

/** Sends each request about a file, and gives the methods whose answers are not empty. */
async function answeredAbout(client: TestClient, file: string, version: number): Promise<string[]> {
  const seen: string[] = [];
  for (const method of ABOUT_A_FILE) {
    const params = { textDocument: { uri: client.uri(file) }, ...PLACE, ...MORE };
    const answer = await client.connection.sendRequest(method, params);
    const { result, since = 0 } = messages.get(method) ?? {};
    expect(result && problems(answer, result, Math.max(version, since))).toEqual([]);
    if (answer !== null && JSON.stringify(answer) !== '[]') seen.push(method);
  }
  return seen;
}

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
    const { params, part } = standardRequests(client)[method] ?? {};
    const answer = await client.connection.sendRequest(method, (await params?.()) ?? {});
    // An empty answer would show nothing.
    expect(JSON.stringify(answer)).toMatch(part ?? /^$/);
    // A client of an older version never sends the request; what it would get is of the version that added it.
    const answered = Math.max(version, message?.since ?? 0);
    expect(message?.result && problems(answer, message.result, answered)).toEqual([]);
  });

  test.each(Object.keys(ARTIFACTS))('the answers about %s', async file => {
    const client = await start(version, options);
    await client.open(file, ARTIFACTS[file] ?? '', ARTIFACT_LANGUAGE);
    const seen = await answeredAbout(client, file, version);
    expect(seen).toEqual(expect.arrayContaining(['textDocument/codeLens', 'textDocument/diagnostic']));
  });

  test('the answers about a text for people', async () => {
    const client = await start(version, options);
    await client.open('notes.md', `\n${sha(readFileSync(client.path('net.kyn'), 'utf8'))}\n`, 'markdown');
    const seen = await answeredAbout(client, 'notes.md', version);
    expect(seen).toEqual(expect.arrayContaining(['textDocument/documentLink', 'textDocument/hover']));
  });

  test('the commands of the server, and what they make it send', async () => {
    const client = await start(version, options);
    const uri = client.uri('net.kyn');
    const edit = { changes: { [uri]: [] } };
    for (const [name, command] of Object.entries(serverCommands)) {
      const params = { command, arguments: [name === 'applyEdit' ? edit : uri] };
      const answer = await client.connection.sendRequest('workspace/executeCommand', params);
      expect(
        problems(answer, messages.get('workspace/executeCommand')?.result ?? typeNamed('LSPAny'), version),
      ).toEqual([]);
    }
    expect(wrongIn(client, version)).toEqual([]);
    const sent = client.recorded().map(({ method }) => method);
    expect(sent).toEqual(expect.arrayContaining(['window/showMessage', 'workspace/applyEdit']));
  });

  test.each([
    ['an unknown method', 'textDocument/nothing', {}],
    ['a command that fails', 'workspace/executeCommand', { command: serverCommands.createLock, arguments: [5] }],
    ['a second initialize', 'initialize', { processId: null, rootUri: null, capabilities: {} }],
  ])('the error of %s', async (_case, method, params) => {
    const client = await start(version, options);
    const error = await client.connection.sendRequest(method, params).then(
      () => undefined,
      ({ code, message }: { code: unknown; message: unknown }) => ({ code, message }),
    );
    expect(error).toEqual({ code: expect.any(Number), message: expect.stringMatching(/\S/) });
    const answers = client.recorded().filter(message => 'error' in message);
    expect(answers).toMatchObject([{ jsonrpc: '2.0', error: { code: expect.any(Number) } }]);
    expect(answers[0]).not.toHaveProperty('result');
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
    expect(wrongIn(client, version)).toEqual([]);
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
