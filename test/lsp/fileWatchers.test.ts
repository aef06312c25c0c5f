// What the server asks a client to watch, beyond the general patterns (missedEvents.test.ts).
import { expect, test, vi } from 'vitest';
import { type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { capabilitiesOf } from '../../server/src/lsp/protocol/clientCapabilities';
import { FileWatchers } from '../../server/src/lsp/protocol/fileWatchers';
import { houseSpec } from '../specFixture';
import { startClient } from './client';

interface Registration {
  readonly id: string;
  readonly registerOptions: { readonly watchers: FileSystemWatcher[] };
}

function watchersFor(capabilities: { dynamicRegistration?: boolean; relativePatternSupport?: boolean }) {
  const active = new Map<string, FileSystemWatcher>();
  let requests = 0;
  const sendRequest = async (
    _: unknown,
    params: { registrations?: Registration[]; unregisterations?: { id: string }[] },
  ) => {
    requests++;
    for (const { id, registerOptions } of params.registrations ?? []) active.set(id, registerOptions.watchers[0]!);
    for (const { id } of params.unregisterations ?? []) active.delete(id);
  };
  let used: readonly string[] = [];
  const usedFiles = vi.fn(() => used);
  const connection = { sendRequest, client: { register: async () => undefined } };
  const declared = capabilitiesOf({ workspace: { didChangeWatchedFiles: capabilities } });
  const watchers = new FileWatchers(
    connection as never,
    () => declared,
    () => ['/w'],
    usedFiles,
  );
  const use = async (...paths: string[]) => {
    used = paths;
    const before = requests;
    for (let i = 0; i < 2; i++) watchers.scheduleUpdate();
    await new Promise(setImmediate);
    return requests - before;
  };
  return { watchers, use, usedFiles, active: () => [...active.values()] };
}

const RELATIVE = { dynamicRegistration: true, relativePatternSupport: true };
const watcher = (baseUri: string, pattern: string, kind?: WatchKind) => ({
  globPattern: { baseUri, pattern },
  ...(kind && { kind }),
});

test('changes of data files with other names are watched, as long as specs use them', async () => {
  const { use, active } = watchersFor(RELATIVE);
  expect(await use('/w/d.txt', '/w/d.csv', '/w/a[1].CSV')).toBe(1);
  expect(active()).toEqual([
    watcher('file:///w', 'd.txt', WatchKind.Change),
    watcher('file:///w', 'a[[]1[]].CSV', WatchKind.Change),
  ]);
  expect(await use('/w/d.txt', '/w/e')).toBe(2);
  expect(active()).toEqual([
    watcher('file:///w', 'd.txt', WatchKind.Change),
    watcher('file:///w', 'e', WatchKind.Change),
  ]);
  expect(await use('/w/d.txt', '/w/e')).toBe(0);
  expect(await use()).toBe(1);
  expect(active()).toEqual([]);
});

test('changes of one turn of the event loop are combined', async () => {
  const { use, usedFiles } = watchersFor(RELATIVE);
  await use('/w/d.txt');
  expect(usedFiles).toHaveBeenCalledTimes(1);
});

test('all events of data files outside of the workspace are watched', async () => {
  const { use, active } = watchersFor(RELATIVE);
  await use('/x/d.csv');
  expect(active()).toEqual([watcher('file:///x', 'd.csv')]);
});

test('the number of watched data files has a limit', async () => {
  const { use, active } = watchersFor(RELATIVE);
  await use(...Array.from({ length: 600 }, (_, i) => `/w/d${i}.txt`));
  expect(active()).toHaveLength(500);
});

test('a file that is not data of a spec is watched until the end', async () => {
  const { watchers, use, active } = watchersFor(RELATIVE);
  watchers.add(['/w/x.bin', '/w/run.csv', '/x/dlm.lock']);
  watchers.add(['/w/x.bin']);
  const expected = [watcher('file:///w', 'x.bin', WatchKind.Change), watcher('file:///x', 'dlm.lock')];
  expect(await use('/w/x.bin')).toBe(1);
  expect(active()).toEqual(expected);
  expect(await use()).toBe(0);
  expect(active()).toEqual(expected);
});

test('a file in a folder that an editor may leave out is watched, whatever its name', async () => {
  const { use, active, watchers } = watchersFor(RELATIVE);
  await use('/w/node_modules/a/lib.kyn', '/w/a/lib.kyn');
  expect(active()).toEqual([watcher('file:///w/node_modules/a', 'lib.kyn')]);
  expect(['/w/node_modules/a/lib.kyn', '/w/a/lib.kyn', '/w/link', '/x/lib.kyn'].map(p => watchers.covers(p))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('a client without relative patterns watches names in the workspace', async () => {
  const { use, active } = watchersFor({ dynamicRegistration: true });
  await use('/w/a/d.txt', '/w/b/d.txt', '/x/e.txt');
  expect(active()).toEqual([{ globPattern: '**/d.txt', kind: WatchKind.Change }]);
});

test('a client that cannot watch files is not asked to', async () => {
  const { use } = watchersFor({ relativePatternSupport: true });
  expect(await use('/w/d.txt')).toBe(0);
});

test('a data file is watched as soon as an open spec uses it', async () => {
  const client = await startClient({ 'd.txt': 'area,price\n1,2\n' }, { data: true });
  await client.open('net.kyn', houseSpec.replace('data/houses.csv', 'd.txt'));
  await client.codes('net.kyn');
  await expect
    .poll(() => client.registered.map(r => r.registerOptions))
    .toContainEqual({ watchers: [{ globPattern: '**/d.txt', kind: WatchKind.Change }] });
});
