// Locks without KynML's own client: the server runs the commands of lenses and code actions.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { type CodeAction, LSPErrorCodes } from 'vscode-languageserver';
import { serverCommands } from '../../server/src/lsp/protocol/serverCommands';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const CHANGED = `${houseSpec}# changed\n`;

async function open(files: Readonly<Record<string, string>>, choice: ClientOptions = {}): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': houseSpec, ...files }, choice);
  await client.open('net.kyn', files['net.kyn'] ?? houseSpec);
  return client;
}

const run = (client: TestClient, command: string, argument: unknown = client.uri('net.kyn')): Promise<unknown> =>
  client.connection.sendRequest('workspace/executeCommand', { command, arguments: [argument] });

const lockedHash = (client: TestClient, lock = 'kynml.lock'): string =>
  JSON.parse(readFileSync(client.path(lock), 'utf8')).config_hash;

const actionsOf = async (client: TestClient, line: number): Promise<CodeAction[]> =>
  client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: client.uri('net.kyn') },
    range: { start: { line, character: 0 }, end: { line, character: 0 } },
    context: { diagnostics: [] },
  });

test('drift has a fix that the server runs, and the finding is gone after it', async () => {
  const client = await open({ 'net.kyn': CHANGED, 'kynml.lock': lockFor(houseSpec) });
  const [finding] = await client.diagnostics('net.kyn');
  expect(finding?.code).toBe('lock-drift');
  const fix = finding && (await client.actions('net.kyn', finding)).find(a => a.title === 'Regenerate lock');
  // A key for the preferred fix would accept the drift without a question.
  expect(fix?.isPreferred).toBeUndefined();
  expect(fix?.command?.command).toBe(serverCommands.regenerateLock);
  expect(await run(client, fix?.command?.command ?? '', fix?.command?.arguments?.[0])).toBe(null);
  expect(lockedHash(client)).toBe(sha(CHANGED));
  expect(await client.codes('net.kyn')).toEqual([]);
});

test('the findings about locks name the command line, for a client that cannot run KynML’s commands', async () => {
  const files = { 'net.kyn': CHANGED, 'kynml.lock': lockFor(houseSpec) };
  const [plain] = await (await open(files)).diagnostics('net.kyn');
  expect(plain?.message).toMatch(/\. On the command line: `kyn lock create net\.kyn`\.$/);
  const [own] = await (await open(files, VSCODE_CLIENT)).diagnostics('net.kyn');
  expect(own?.message).not.toContain('kyn lock create');
});

test('the finding in a lock that is not open names the spec that it locks, and no command where there is none', async () => {
  const client = await open({ 'net.kyn': CHANGED, 'kynml.lock': lockFor(houseSpec) });
  const messageOf = async () => {
    const states = await client.request('kynml/fileStates', {});
    return states?.files.find(({ uri }) => uri === client.uri('kynml.lock'))?.message;
  };
  await expect.poll(messageOf).toMatch(/\. On the command line: `kyn lock create net\.kyn`\.$/);
  const conflict = await open({ 'other.lock': `<<<<<<< ours\n${lockFor(houseSpec)}=======\n>>>>>>> theirs\n` });
  const texts = async () => JSON.stringify(await conflict.request('kynml/fileStates', {}));
  await expect.poll(texts).toContain('other.lock');
  expect(await texts()).not.toContain('kyn lock create other.lock');
});

test('a spec without a lock gets one with a code action on its first line', async () => {
  const client = await open({});
  expect((await actionsOf(client, 1)).map(a => a.title)).not.toContain('Create lock');
  const action = (await actionsOf(client, 0)).find(a => a.title === 'Create lock');
  expect(action?.command).toMatchObject({ command: serverCommands.createLock, arguments: [client.uri('net.kyn')] });
  await run(client, serverCommands.createLock);
  expect(lockedHash(client)).toBe(sha(houseSpec));
  expect((await actionsOf(client, 0)).map(a => a.title)).not.toContain('Create lock');
});

test('KynML’s own client, which asks first, is offered neither', async () => {
  const client = await open({}, VSCODE_CLIENT);
  expect(client.initialized.capabilities.executeCommandProvider).toBeUndefined();
  expect((await actionsOf(client, 0)).map(a => a.title)).not.toContain('Create lock');
});

test('the server offers the commands that the client can use', async () => {
  const commands = async (choice: ClientOptions) =>
    (await startClient({}, choice)).initialized.capabilities.executeCommandProvider?.commands;
  expect(await commands({})).toEqual([
    serverCommands.configHash,
    serverCommands.createLock,
    serverCommands.regenerateLock,
  ]);
  expect(await commands({ applyEdit: true })).toContain(serverCommands.applyEdit);
});

const refusal = (message: RegExp) => ({ code: LSPErrorCodes.RequestFailed, message: expect.stringMatching(message) });

test('a lock of another spec is not overwritten: the answer names the command that does', async () => {
  const client = await open({
    'other.kyn': houseSpec,
    'net.kyn.lock': lockFor(houseSpec, 'other.kyn'),
    'kynml.lock': lockFor(houseSpec, 'third.kyn'),
  });
  const before = readFileSync(client.path('net.kyn.lock'), 'utf8');
  await expect(run(client, serverCommands.createLock)).rejects.toMatchObject(
    refusal(
      /pins other\.kyn, not net\.kyn\. Nothing was written\. To overwrite it, run `kyn lock create net\.kyn --force`\./,
    ),
  );
  expect(readFileSync(client.path('net.kyn.lock'), 'utf8')).toBe(before);
});

test('what cannot be locked is refused with the reason', async () => {
  const client = await open({});
  await client.change('net.kyn', CHANGED);
  await expect(run(client, serverCommands.createLock)).rejects.toMatchObject(refusal(/unsaved changes/));
  await expect(run(client, serverCommands.createLock, 5)).rejects.toMatchObject(refusal(/needs the URI/));
  await expect(run(client, 'kynml.nothing')).rejects.toMatchObject(refusal(/no command kynml\.nothing/));
  await expect(run(client, 'toString')).rejects.toMatchObject(refusal(/no command toString/));
});

test('a file that is not a spec by its name gets no lock', async () => {
  const client = await open({ 'README.md': '# x\n', 'kynml.lock': lockFor(houseSpec, 'other.kyn') });
  for (const name of ['README.md', 'kynml.lock']) {
    const isNone = refusal(new RegExp(`^${name} is not a spec: the name of a spec ends in`));
    await expect(run(client, serverCommands.createLock, client.uri(name))).rejects.toMatchObject(isNone);
    await expect(run(client, serverCommands.regenerateLock, client.uri(name))).rejects.toMatchObject(isNone);
    expect(existsSync(client.path(`${name}.lock`))).toBe(false);
  }
});

test('a message shows which lock was written and what it accepts, or that nothing was to be done', async () => {
  const client = await open({});
  const shown: string[] = [];
  client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    shown.push(message);
  });
  const [locked, changed] = [houseSpec, CHANGED].map(text => sha(text).slice(0, 12));
  await run(client, serverCommands.createLock);
  expect(shown.splice(0)).toEqual([`kynml.lock records the current state of net.kyn (${locked}).`]);
  await run(client, serverCommands.createLock);
  await run(client, serverCommands.regenerateLock);
  const unchanged = 'kynml.lock already records net.kyn, so nothing was written.';
  expect(shown.splice(0)).toEqual([unchanged, unchanged]);
  await client.change('net.kyn', CHANGED);
  await client.save('net.kyn', CHANGED);
  await run(client, serverCommands.regenerateLock);
  expect(shown).toEqual([
    `kynml.lock records the current state of net.kyn (${changed}). It recorded ${locked} before. Which settings change is unknown. The locked version is read from git, which runs only in a trusted workspace.`,
  ]);
});

test('outside of a workspace that is not trusted, nothing is locked', async () => {
  const client = await startClient({ 'w/a.kyn': houseSpec, 'net.kyn': houseSpec }, { folders: ['w'] });
  await client.open('net.kyn', houseSpec);
  await expect(run(client, serverCommands.createLock)).rejects.toMatchObject(refusal(/trusted/));
});

test('a client without code action literals gets edits as commands', async () => {
  const text = houseSpec.replace('    epochs', '    deterministic = True\n    epochs');
  const client = await startClient({ 'net.kyn': text }, { plain: true, pull: false, applyEdit: true });
  await client.open('net.kyn', text);
  const line = text.split('\n').findIndex(l => l.includes('True'));
  const [command] = (await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: client.uri('net.kyn') },
    range: { start: { line, character: 0 }, end: { line, character: 40 } },
    context: { diagnostics: [] },
  })) as [{ command: string; arguments: [unknown] }];
  expect(command).toMatchObject({ command: serverCommands.applyEdit });
  await run(client, command.command, command.arguments[0]);
  expect(client.edits).toMatchObject([{ changes: { [client.uri('net.kyn')]: [{ newText: 'true' }] } }]);
});

test('a client that gets its findings pushed sees that drift is gone after the lock was regenerated', async () => {
  const client = await open({ 'kynml.lock': lockFor(houseSpec) }, { pull: false });
  const published = () => client.published.get(client.uri('net.kyn'))?.map(d => d.code);
  await client.change('net.kyn', CHANGED);
  await client.save('net.kyn', CHANGED);
  await expect.poll(published).toEqual(['lock-drift']);
  await run(client, serverCommands.regenerateLock);
  await expect.poll(published).toEqual([]);
});

test('a lock that was written is not reported as cancelled', async () => {
  let [start, end] = [(): void => undefined, (): void => undefined];
  const started = new Promise<void>(resolve => {
    start = resolve;
  });
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  const writeAtomic: typeof nodeHost.writeAtomic = async (...args) => {
    start();
    await ended;
    return nodeHost.writeAtomic(...args);
  };
  const client = await open({}, { host: { ...nodeHost, writeAtomic } });
  const source = new CancellationTokenSource();
  const argument = { command: serverCommands.createLock, arguments: [client.uri('net.kyn')] };
  const answer = client.connection.sendRequest('workspace/executeCommand', argument, source.token);
  await started;
  source.cancel();
  await client.codes('net.kyn');
  end();
  expect(await answer).toBe(null);
  expect(lockedHash(client)).toBe(sha(houseSpec));
});

test('a command that fails for an unexpected reason is not reported as done', async () => {
  const client = await open({}, { applyEdit: true });
  client.connection.onRequest('workspace/applyEdit', () => {
    throw new Error('busy');
  });
  await expect(run(client, serverCommands.applyEdit, { changes: {} })).rejects.toMatchObject(
    refusal(/^The command failed, perhaps after a part of its work\./),
  );
});

test('the named command line is one that a shell reads as one path', async () => {
  const commandFor = async (spec: string): Promise<string | undefined> => {
    const client = await startClient({ [spec]: CHANGED, 'kynml.lock': lockFor(houseSpec, spec) });
    await client.open(spec, CHANGED);
    return /`kyn lock create (.*)`/.exec(String((await client.diagnostics(spec))[0]?.message))?.[1];
  };
  expect(await commandFor('-f.kyn')).toBe('./-f.kyn');
  expect(await commandFor("it's.kyn")).toBe("'it'\\''s.kyn'");
});

test.each(['create', 'regenerate'] as const)(
  'a link to nothing at the place of the lock is not followed: %s',
  async mode => {
    const client = await open({ 'd/a.kyn': houseSpec });
    symlinkSync('d/new.lock', client.path('kynml.lock'));
    const request = { uri: client.uri('net.kyn'), mode };
    const refusal = 'kynml.lock cannot be replaced: it is a link whose target does not exist.';
    expect(await client.request('kynml/planLock', request)).toMatchObject({ action: 'refuse', refusal });
    expect(await client.request('kynml/writeLock', request)).toEqual({ ok: false, message: refusal });
    expect(existsSync(client.path('d/new.lock'))).toBe(false);
  },
);
