// The end of the extension: the client library writes to the log until the server has stopped.
import { expect, it, vi } from 'vitest';
import { activate } from '../../../client/src/extension';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const events = vi.hoisted(() => [] as string[]);
const stopped = vi.hoisted(() => ({ resolve: (): void => undefined }));
vi.mock('vscode', () => ({
  window: { createOutputChannel: () => ({ dispose: () => events.push('log closed') }) },
  commands: { executeCommand: () => undefined },
  EventEmitter: class {},
}));
vi.mock('../../../client/src/parts', () => ({ parts: [] }));
vi.mock('../../../client/src/computerParts', () => ({ computerParts: [] }));
vi.mock('../../../client/src/server/startServer', () => ({
  startServer: () => ({
    dispose: async () => {
      await new Promise<void>(resolve => {
        stopped.resolve = resolve;
      });
      events.push('server stopped');
    },
  }),
}));

it('closes the log after the server', async () => {
  const subscriptions: { dispose(): void }[] = [];
  activate({ subscriptions, workspaceState: { get: (_: string, value: unknown) => value } } as never);
  for (const part of subscriptions) part.dispose();
  expect(events).toEqual([]);
  stopped.resolve();
  await vi.waitFor(() => expect(events).toEqual(['server stopped', 'log closed']));
});
