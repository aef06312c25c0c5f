// The language client over crashes, trust and the end of the extension. The library is replaced by one with the same states.
import { beforeEach, expect, it, vi } from 'vitest';
import { startLanguageClient } from '../../../client/src/server/languageClient';
import { library } from './fakeLanguageClient';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const vscode = vi.hoisted(() => ({ isTrusted: false, grantTrust: (): unknown => undefined }));
vi.mock('vscode', () => ({
  Uri: { joinPath: () => ({}) },
  workspace: {
    get isTrusted() {
      return vscode.isTrusted;
    },
    onDidGrantWorkspaceTrust: (listener: () => unknown) => {
      vscode.grantTrust = listener;
      return { dispose: () => undefined };
    },
  },
}));

vi.mock('vscode-languageclient/node', async () => ({
  LanguageClient: (await import('./fakeLanguageClient')).FakeLanguageClient,
  TransportKind: { ipc: 1 },
}));
vi.mock('vscode-languageclient', () => ({ ProgressType: class {}, RevealOutputChannelOn: { Never: 4 } }));

const errors: string[] = [];
const start = () =>
  startLanguageClient(
    { asAbsolutePath: (path: string) => path } as never,
    { channel: {}, log: { error: (...parts: string[]) => errors.push(parts.join(' ')) } } as never,
    { changed: () => undefined, tool: async () => ({ tried: [] }) },
  );
const ask = (client: Awaited<ReturnType<typeof start>>) => client.request('kynml/specState', { uri: 'file:///a.kyn' });

beforeEach(() => {
  errors.length = 0;
  vscode.isTrusted = false;
});

it('a restarted server learns that the workspace was trusted in the meantime', async () => {
  await start();
  const { initializationOptions } = library().options;
  expect(initializationOptions()).toMatchObject({ trusted: false });
  vscode.isTrusted = true;
  expect(initializationOptions()).toMatchObject({ trusted: true });
});

it('a hover shows no icons, because VS Code would render those in the text of a file too', async () => {
  await start();
  expect(library().options.markdown.supportThemeIcons).toBe(false);
});

it('requests are answered after a crash during the first start', async () => {
  const client = await start();
  library().crashWhileStarting();
  library().initialized();
  expect(await ask(client)).toBe('answer of kynml/specState');
  expect(errors).toEqual(['language server Error: connection closed']);
});

it('a request waits for the start in progress', async () => {
  const client = await start();
  const answer = ask(client);
  library().initialized();
  expect(await answer).toBe('answer of kynml/specState');
});

it('the parts of an answer are passed on, and nothing listens for them afterwards', async () => {
  const client = await start();
  library().initialized();
  const parts: unknown[] = [];
  const answer = await client.request('kynml/runs', {}, { onPart: part => parts.push(part) });
  expect([parts, answer]).toEqual([['part of kynml/runs'], 'answer of kynml/runs']);
  expect(library().listeners.size).toBe(0);
});

it('a client that is closed while it starts stops its server', async () => {
  const client = await start();
  const closed = client.dispose();
  library().initialized();
  await closed;
  expect(library().state).toBe('stopped');
});

it('a client that is closed while its start fails does not reject', async () => {
  const client = await start();
  const closed = client.dispose();
  library().crashWhileStarting();
  await closed;
  expect(library().state).toBe('failed');
});

it('a running client stops its server', async () => {
  const client = await start();
  library().initialized();
  await client.dispose();
  expect(library().state).toBe('stopped');
});

it('a server that cannot be notified of trust is logged', async () => {
  await start();
  vscode.grantTrust();
  await vi.waitFor(() => expect(errors).toEqual(['language server Error: not running']));
});
