// Copies of manifests that training overwrites, on a real disk.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropKept, freshRun, keepRun, keptName, listKept } from '../../client/src/keptRuns';

let root: string;
let manifest: string;
let store: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "kynml kept 'q' "));
  manifest = path.join(root, 'run_manifest.json');
  store = path.join(root, 'storage', 'runs');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = async (text: string, time: string) => {
  await writeFile(manifest, text);
  await utimes(manifest, new Date(time), new Date(time));
};

describe('keepRun', () => {
  it('copies the manifest with its time, byte by byte', async () => {
    await write('{"metrics": {"mae": NaN}}', '2026-04-18T17:30:00Z');
    const kept = await keepRun(store, manifest);
    expect(kept && path.basename(kept.file)).toMatch(/^2026-04-18T17-30-00\.000Z-[0-9a-f]{12}\.json$/);
    expect(await readFile(kept?.file ?? '', 'utf8')).toBe('{"metrics": {"mae": NaN}}');
    expect((await stat(kept?.file ?? '')).mtime.toISOString()).toBe('2026-04-18T17:30:00.000Z');
  });

  it('keeps one run once and two runs apart, newest first', async () => {
    await write('first', '2026-04-18T17:30:00Z');
    const first = await keepRun(store, manifest);
    await keepRun(store, manifest);
    await write('second', '2026-04-19T17:30:00Z');
    const second = await keepRun(store, manifest);
    expect(await listKept(store)).toEqual([second?.file, first?.file]);
    expect(await readdir(store)).toHaveLength(2);
  });

  it('has nothing to keep without a manifest', async () => {
    expect(await keepRun(store, manifest)).toBeUndefined();
    await mkdir(manifest);
    expect(await keepRun(store, manifest)).toBeUndefined();
    expect(await listKept(store)).toEqual([]);
  });

  it('rejects when the copy cannot be made, so that training can ask first', async () => {
    await write('text', '2026-04-18T17:30:00Z');
    await writeFile(path.join(root, 'storage'), 'a file where a folder has to be');
    await expect(keepRun(store, manifest)).rejects.toThrow();
  });
});

describe('freshRun', () => {
  it('tells a new manifest from the one before', async () => {
    await write('old', '2026-04-18T17:30:00Z');
    const before = await keepRun(store, manifest);
    expect(await freshRun(manifest, before)).toBeUndefined();
    await write('new', '2026-04-18T17:30:01Z');
    expect(await freshRun(manifest, before)).toEqual({ time: Date.parse('2026-04-18T17:30:01Z') });
    await rm(manifest);
    expect(await freshRun(manifest, before)).toBeUndefined();
  });
});

it('takes a copy back', async () => {
  await write('old', '2026-04-18T17:30:00Z');
  await dropKept(await keepRun(store, manifest));
  await dropKept(undefined);
  expect(await listKept(store)).toEqual([]);
});

it('names copies without characters that a file system refuses', () => {
  expect(keptName(new Date(0), new Uint8Array())).toBe('1970-01-01T00-00-00.000Z-e3b0c44298fc.json');
});
