// A folder with more files than the server searches.
import { expect, it } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { startClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

it('the log names a folder that was not searched completely', async () => {
  const many = Array.from({ length: 50_001 }, (_, i) => ({ name: `${i}.kyn`, kind: 'file' as const }));
  const host: Host = {
    ...nodeHost,
    readFolder: path => (path.endsWith('/many') ? { ok: true, entries: many } : nodeHost.readFolder(path)),
    readBytes: () => ({ ok: false, reason: 'missing' }),
  };
  const client = await startClient({ 'many/x': '' }, { ...VSCODE_CLIENT, host });
  const logged = new Promise<string>(resolve => {
    client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => resolve(message));
  });
  expect(await logged).toBe(
    `${client.path('many')} was not searched completely: there are more than 50,000 specs. Its other specs and runs are ignored.`,
  );
});
