// The start of the server when the extension is closed at any moment.
import { beforeEach, expect, it, vi } from 'vitest';
import { startServer } from '../../../client/src/server/startServer';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => ({
  EventEmitter: class {
    event = () => undefined;
    fire = () => undefined;
    dispose = () => undefined;
  },
}));
vi.mock('../../../client/src/tasks/answerToolRequest', () => ({ answerToolRequest: () => undefined }));

const client = vi.hoisted(() => {
  const events: string[] = [];
  return { events, record: (event: string) => void events.push(event), failure: undefined as Error | undefined };
});
vi.mock('../../../client/src/server/languageClient', () => ({
  startLanguageClient: () => {
    if (client.failure) throw client.failure;
    client.record('started');
    return { request: async (method: string) => method, dispose: async () => client.record('stopped') };
  },
}));

const errors: string[] = [];
const start = () =>
  startServer({} as never, { log: { error: (...parts: string[]) => errors.push(parts.join(' ')) } } as never);
const ask = (server: ReturnType<typeof start>) => server.request('kynml/runs', { extra: [] });

beforeEach(() => {
  client.events.length = 0;
  client.failure = undefined;
  errors.length = 0;
});

it('a request waits until the client is loaded', async () => {
  expect(await ask(start())).toBe('kynml/runs');
});

it('no server starts after the extension was closed', async () => {
  const server = start();
  const request = ask(server).catch(String);
  await server.dispose();
  expect(await request).toContain('AbortError');
  expect(client.events).toEqual([]);
  expect(errors).toEqual([]);
});

it('a started server is stopped once', async () => {
  const server = start();
  await ask(server);
  await server.dispose();
  expect(client.events).toEqual(['started', 'stopped']);
});

it('a client that cannot be created is logged, and closing does not reject', async () => {
  client.failure = new Error('no library');
  const server = start();
  expect(await ask(server).catch(String)).toBe('Error: no library');
  await server.dispose();
  expect(errors).toEqual(['language server Error: no library']);
});

it('no server starts when the extension is closed while the library is loaded', async () => {
  let [isLoading, endLoading] = [false, (): void => undefined];
  const loaded = new Promise<void>(resolve => {
    endLoading = resolve;
  });
  vi.resetModules();
  vi.doMock('../../../client/src/server/languageClient', async () => {
    isLoading = true;
    await loaded;
    return { startLanguageClient: () => client.record('started') };
  });
  const fresh = await import('../../../client/src/server/startServer');
  const server = fresh.startServer({} as never, {} as never);
  await vi.waitFor(() => expect(isLoading).toBe(true));
  const closed = server.dispose();
  endLoading();
  await closed;
  expect(client.events).toEqual([]);
});
