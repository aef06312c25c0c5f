// The hash of a spec for clients without KynML's own commands: the server shows it and answers with it.
import { expect, test } from 'vitest';
import {
  type CodeAction,
  type CodeLens,
  LSPErrorCodes,
  MessageType,
  type ShowMessageParams,
} from 'vscode-languageserver';
import { serverCommands } from '../../server/src/lsp/protocol/serverCommands';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';

async function open(choice: ClientOptions = {}, name = 'net.kyn') {
  const client = await startClient({ [name]: houseSpec }, choice);
  const shown: ShowMessageParams[] = [];
  client.connection.onNotification('window/showMessage', (message: ShowMessageParams) => void shown.push(message));
  await client.open(name, houseSpec);
  const textDocument = { uri: client.uri(name) };
  const run = (argument: unknown = textDocument.uri): Promise<unknown> =>
    client.connection.sendRequest('workspace/executeCommand', {
      command: serverCommands.configHash,
      arguments: [argument],
    });
  const actions = (line: number): Promise<CodeAction[]> =>
    client.connection.sendRequest('textDocument/codeAction', {
      textDocument,
      range: { start: { line, character: 0 }, end: { line, character: 0 } },
      context: { diagnostics: [] },
    });
  const lenses = (): Promise<CodeLens[]> => client.connection.sendRequest('textDocument/codeLens', { textDocument });
  return { client, shown, run, actions, lenses };
}

test('the command answers with the hash, and shows it', async () => {
  const { shown, run } = await open();
  expect(await run()).toBe(sha(houseSpec));
  expect(shown).toEqual([{ type: MessageType.Info, message: `CONFIG_HASH of net.kyn: ${sha(houseSpec)}` }]);
});

test('it is the hash of the text in the editor', async () => {
  const { client, shown, run } = await open();
  await client.change('net.kyn', `${houseSpec}# more\n`);
  expect(await run()).toBe(sha(`${houseSpec}# more\n`));
  expect(shown[0]?.message).toMatch(/^CONFIG_HASH of net\.kyn with its unsaved changes: [0-9a-f]{64}$/);
});

test('a name cannot break or disguise the message', async () => {
  const name = 'a\u202e](b.kyn';
  const { shown, run } = await open({}, name);
  expect(await run()).toBe(sha(houseSpec));
  expect(shown[0]?.message).toMatch(/^CONFIG_HASH of a\\u202e\] \(b\.kyn: [0-9a-f]{64}$/);
});

test('what is not a spec has no hash', async () => {
  const { client, shown, run } = await open();
  for (const argument of [5, null, client.uri('other.txt')])
    await expect(run(argument)).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: 'The command needs the URI of a spec.',
    });
  expect(shown).toEqual([]);
});

test('the lens of the hash and a code action on the first line run it', async () => {
  const { client, actions, lenses } = await open();
  const command = { command: serverCommands.configHash, arguments: [client.uri('net.kyn')] };
  expect((await lenses())[0]?.command).toMatchObject({ ...command, title: expect.stringMatching(/^CONFIG_HASH /) });
  expect((await actions(0)).find(a => a.title === 'Show CONFIG_HASH')).toMatchObject({
    kind: 'source.hash.kynml',
    command,
  });
  expect((await actions(1)).map(a => a.title)).not.toContain('Show CONFIG_HASH');
});

test('KynML’s own client, which copies it, is offered its own command', async () => {
  const { actions, lenses } = await open(VSCODE_CLIENT);
  expect((await lenses())[0]?.command?.command).toBe('kynml.copyConfigHash');
  expect((await actions(0)).map(a => a.title)).not.toContain('Show CONFIG_HASH');
});
