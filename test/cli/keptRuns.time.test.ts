// kyn runs over thousands of manifests: the second call reads only those that changed.
import { mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UserCache } from '../../server/src/cli/command';
import { run } from '../../server/src/cli/run';
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { manifestText, onDisk } from './cliEnvironment';

const COUNT = 2000;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kept-runs-')));
const file = (i: number): string => join(folder, `${i}.json`);
beforeAll(() => {
  for (let i = 0; i < COUNT; i++) writeFileSync(file(i), manifestText({ seed: 100 + i }));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }), 60_000);

const kept = new Map<string, string>();
const cache: UserCache = { read: name => kept.get(name), write: (name, text) => void kept.set(name, text) };

/** Lists the runs a minute later: what is printed, and the manifests that were read. */
async function list() {
  const read: string[] = [];
  const counting: Host = {
    ...nodeHost,
    readBytes: (path, limit) => {
      read.push(path);
      return nodeHost.readBytes(path, limit);
    },
  };
  const base = onDisk(folder);
  const io = { ...base.io, now: () => new Date(Date.now() + 60_000) };
  const words = ['runs', '--format', 'json'];
  const { stdout } = await run(words, { ...base, host: counting, io, cache: async () => cache });
  return { stdout, read: read.filter(path => path.endsWith('.json')) };
}

const seedsIn = ({ stdout }: { readonly stdout: string }): Record<string, number> =>
  Object.fromEntries(JSON.parse(stdout).runs.map((r: { path: string; seed: number }) => [r.path, r.seed]));

test('the second call reads only the manifest that changed, also with equal size and time', async () => {
  const first = await list();
  expect(first.read.length).toBeGreaterThanOrEqual(COUNT);
  const { atime, mtime } = statSync(file(7));
  writeFileSync(file(7), manifestText({ seed: 999 }));
  utimesSync(file(7), atime, mtime);
  const second = await list();
  expect(second.read.filter(path => path !== join(folder, '.kynml.json'))).toEqual([file(7)]);
  expect(seedsIn(second)).toEqual({ ...seedsIn(first), '7.json': 999 });
});
