// When the texts of run files are kept: for many files, and again only where many were read.
import { expect, test } from 'vitest';
import type { CliContext, UserCache } from '../../server/src/cli/command';
import { keptFiles } from '../../server/src/cli/runs/keptFiles';
import type { Host } from '../../src-shared/host/host';

const pathsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `/w/${i}.json`);

function machine() {
  const kept = new Map<string, string>();
  const cache: UserCache = { read: name => kept.get(name), write: (name, text) => void kept.set(name, text) };
  const changed = new Map<string, number>();
  const list = async (paths: readonly string[], now = 1e9) => {
    const read: string[] = [];
    const host = {
      sha256: (text: string) => `hash of ${text.length}`,
      stat: (path: string) => ({
        kind: 'file',
        size: path.length,
        modified: 1,
        changed: changed.get(path) ?? 1,
        inode: 1,
      }),
      readBytes: (path: string) => {
        read.push(path);
        return { ok: true, bytes: Buffer.from(path) };
      },
      decodeUtf8: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
    } as unknown as Host;
    const context = {
      host,
      io: { cwd: '/w', now: () => new Date(now) },
      cache: async () => cache,
    } as unknown as CliContext;
    const files = await keptFiles(context, paths);
    for (const path of paths) {
      const result = files.host.readBytes(path);
      expect(result.ok && Buffer.from(result.bytes).toString()).toBe(path);
    }
    files.keep();
    return read;
  };
  return { kept, changed, list };
}

test('the second reading of many files reads only those that changed', async () => {
  const { list, changed } = machine();
  const paths = pathsOf(2000);
  expect(await list(paths)).toHaveLength(2000);
  expect(await list(paths)).toEqual([]);
  changed.set('/w/7.json', 2);
  expect(await list([...paths, '/w/new.json'])).toEqual(['/w/7.json', '/w/new.json']);
});

test('few files are not kept', async () => {
  const { list, kept } = machine();
  await list(pathsOf(1999));
  expect(kept.size).toBe(0);
});

test('what is kept is written again only when it is worth it, and forgets files that are gone', async () => {
  const { list, kept } = machine();
  await list(pathsOf(2000));
  const [first] = kept.values();
  await list(pathsOf(2400));
  expect([...kept.values()]).toEqual([first]);
  await list(pathsOf(3000).slice(500));
  const [last = ''] = kept.values();
  expect(last.split('\n')).toHaveLength(2501);
});

test('what is kept and damaged, or was just written, is read again', async () => {
  const { list, kept } = machine();
  const paths = pathsOf(2000);
  await list(paths);
  for (const [name, text] of kept) kept.set(name, text.replaceAll('"', "'"));
  expect(await list(paths)).toHaveLength(2000);
  expect(await list(paths, 1500)).toHaveLength(2000);
});
