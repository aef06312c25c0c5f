// What runs of kyn keep for later ones: private, never needed, and never used where it is damaged.
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { CliContext, UserCache } from '../../server/src/cli/command';
import { withHashes } from '../../server/src/cli/sweep/keptHashes';
import { systemCache } from '../../server/src/cli/userCache';
import type { Host } from '../../src-shared/host/host';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'user-cache-')));
const folder = join(root, 'kynml');
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(root, { recursive: true }));

test('a text is kept for this user only', () => {
  const cache = systemCache(folder);
  cache?.write('a', 'x\u{1f600}\n');
  expect(systemCache(folder)?.read('a')).toBe('x\u{1f600}\n');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'a.kept')).mode & 0o777).toBe(0o600);
  expect(cache?.read('b')).toBeUndefined();
});

test('a text that is damaged, or that others could have written, is not used', () => {
  const cache = systemCache(folder);
  const file = join(folder, 'a.kept');
  cache?.write('a', 'some text');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, -1));
  expect(cache?.read('a')).toBeUndefined();
  cache?.write('a', 'some text');
  expect(cache?.read('a')).toBe('some text');
  chmodSync(file, 0o666);
  expect(cache?.read('a')).toBeUndefined();
});

test('a place that cannot be written keeps nothing, without an error', () => {
  writeFileSync(join(root, 'file'), '');
  const cache = systemCache(join(root, 'file', 'below'));
  expect(() => cache?.write('a', 'x')).not.toThrow();
  expect(cache?.read('a')).toBeUndefined();
});

test('at most 16 texts are kept', () => {
  const cache = systemCache(folder);
  for (let i = 0; i < 20; i++) cache?.write(String(i), 'x');
  expect(readdirSync(folder)).toHaveLength(16);
});

test('the texts that were used last are kept while there is room, and the last one always', () => {
  const cache = systemCache(folder, 1000);
  for (const name of ['a', 'b', 'c']) {
    cache?.write(name, 'x'.repeat(400));
    utimesSync(join(folder, `${name}.kept`), 1e9, Date.now() / 1000 - 100 + name.charCodeAt(0));
  }
  expect(readdirSync(folder)).toEqual(['b.kept', 'c.kept']);
  cache?.write('d', 'x'.repeat(2000));
  expect(readdirSync(folder)).toEqual(['d.kept']);
});

test('a large data file is hashed once for all parts of a sweep, until it changes', async () => {
  const kept = new Map<string, string>();
  const cache: UserCache = { read: name => kept.get(name), write: (name, text) => void kept.set(name, text) };
  const large = { kind: 'file' as const, size: 20 * 1024 * 1024, modified: 1, changed: 1, inode: 1 };
  let [stat, hashed] = [large, 0];
  const host = {
    stat: () => stat,
    hashFile: async () => ({ ok: true, hash: `${'a'.repeat(63)}${++hashed}`, size: stat.size }),
  } as unknown as Host;
  const hash = async (path: string) => {
    const context = { host, io: { now: () => new Date(1e9) }, cache: async () => cache } as unknown as CliContext;
    const result = await (await withHashes(context)).host.hashFile(path);
    return result.ok && result.hash.at(-1);
  };
  expect([await hash('/a'), await hash('/a'), await hash('/b'), await hash('/a')]).toEqual(['1', '1', '2', '1']);
  stat = { ...large, changed: 2 };
  expect([await hash('/a'), await hash('/a')]).toEqual(['3', '3']);
  stat = { ...large, size: 1000 };
  expect([await hash('/a'), await hash('/a')]).toEqual(['4', '5']);
});
