// The work for the findings of files that are not open is limited.
import { expect, it } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { VSCODE_CLIENT } from './lockFixture';
import { startPuller as start } from './puller';

it('the work is limited to 2,000 files, with a note in the log', async () => {
  const names = Array.from({ length: 2003 }, (_, i) => `s${String(i).padStart(4, '0')}.kyn`);
  const attempts = new Set<string>();
  const host: Host = {
    ...nodeHost,
    readBytes: (path, limit) =>
      names.includes(path.split('/').at(-1) ?? '')
        ? { ok: true, bytes: new Uint8Array() }
        : nodeHost.readBytes(path, limit),
    readFolder: path => ({
      ok: true,
      entries: path.includes('kynml-lsp-') ? names.map(name => ({ name, kind: 'file' })) : [],
    }),
    stat: path => {
      const name = path.split('/').at(-1) ?? '';
      if (isChecking && name.endsWith('.kyn')) attempts.add(name);
      return names.includes(name) ? { kind: 'file', size: 0, modified: 0, changed: 0, inode: 0 } : nodeHost.stat(path);
    },
  };
  let isChecking = false;
  const puller = await start({}, { ...VSCODE_CLIENT, host });
  const log: string[] = [];
  puller.client.connection.onNotification('window/logMessage', ({ message }) => {
    log.push(message);
  });
  await puller.client.request('kynml/runs', {});
  await expect.poll(() => log.join()).toContain('contains 3 more specs and artifacts than are checked');
  isChecking = true;
  await puller.pull();
  expect([...attempts].sort()).toEqual(names.slice(0, 2000));
});
