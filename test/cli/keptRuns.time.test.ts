// kyn runs over thousands of manifests: the second call reads only those that changed.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
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
// Each in a folder of its own, as trainings leave them.
const file = (i: number): string => join(folder, `${i}/run_manifest.json`);
beforeAll(() => {
  for (let i = 0; i < COUNT; i++) {
    mkdirSync(join(folder, String(i)));
    writeFileSync(file(i), manifestText({ seed: 100 + i }));
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }), 60_000);

const kept = new Map<string, string>();
const cache: UserCache = { read: name => kept.get(name), write: (name, text) => void kept.set(name, text) };

/** Lists the runs a minute later: what is printed, and what was read, listed and looked at. */
async function list() {
  const [read, listed, looked]: [string[], string[], string[]] = [[], [], []];
  const counting: Host = {
    ...nodeHost,
    readBytes: (path, limit) => {
      read.push(path);
      return nodeHost.readBytes(path, limit);
    },
    readPart: (path, from, length) => {
      read.push(path);
      return nodeHost.readPart(path, from, length);
    },
    readFolder: path => {
      listed.push(path);
      return nodeHost.readFolder(path);
    },
    stat: path => {
      looked.push(path);
      return nodeHost.stat(path);
    },
  };
  const base = onDisk(folder);
  const io = { ...base.io, now: () => new Date(Date.now() + 60_000) };
  const words = ['runs', '--format', 'json'];
  const { stdout } = await run(words, { ...base, host: counting, io, cache: async () => cache });
  return { stdout, listed, looked, read: read.filter(path => path.endsWith('.json')) };
}

const seedsIn = ({ stdout }: { readonly stdout: string }): Record<string, number> =>
  Object.fromEntries(JSON.parse(stdout).runs.map((r: { path: string; seed: number }) => [r.path, r.seed]));

test('the second call reads only the manifest that changed, also with equal size and time', async () => {
  const first = await list();
  expect(first.read).toHaveLength(COUNT);
  const { atime, mtime } = statSync(file(7));
  writeFileSync(file(7), manifestText({ seed: 999 }));
  utimesSync(file(7), atime, mtime);
  const second = await list();
  expect(second.read).toEqual([file(7)]);
  expect(seedsIn(second)).toEqual({ ...seedsIn(first), '7/run_manifest.json': 999 });
});

test('each folder is listed once, and nothing is looked for in each that its listing does not have', async () => {
  const { listed, looked } = await list();
  expect(listed.filter(path => path === join(folder, '7'))).toHaveLength(1);
  expect(looked.filter(path => path.startsWith(join(folder, '7/')) && path !== file(7))).toEqual([]);
  expect(looked.length).toBeLessThan(3 * COUNT);
});
