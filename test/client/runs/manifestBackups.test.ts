// Backups of manifests that training overwrites, on a real disk.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  backUpManifest,
  backupName,
  findNewManifest,
  listBackups,
  MAX_BACKUPS,
  readManifestStamp,
} from '../../../client/src/runs/manifestBackups';

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

describe('backUpManifest', () => {
  it('copies the manifest with its bytes and its time', async () => {
    await write('{"metrics": {"mae": NaN}}', '2026-04-18T17:30:00Z');
    const kept = (await backUpManifest(store, manifest)) ?? '';
    expect(path.basename(kept)).toMatch(/^2026-04-18T17-30-00\.000Z-[0-9a-f]{12}\.json$/);
    expect(await readFile(kept, 'utf8')).toBe('{"metrics": {"mae": NaN}}');
    expect((await stat(kept)).mtime.toISOString()).toBe('2026-04-18T17:30:00.000Z');
  });

  it('keeps one copy of each run, newest first', async () => {
    await write('first', '2026-04-18T17:30:00Z');
    const first = await backUpManifest(store, manifest);
    expect(await backUpManifest(store, manifest)).toBe(first);
    await write('second', '2026-04-19T17:30:00Z');
    const second = await backUpManifest(store, manifest);
    expect(await listBackups(store)).toEqual([second, first]);
    expect(await readdir(store)).toHaveLength(2);
  });

  it('supports concurrent backups of the same run', async () => {
    await write('text', '2026-04-18T17:30:00Z');
    const kept = await Promise.all(Array.from({ length: 8 }, () => backUpManifest(store, manifest)));
    expect(new Set(kept).size).toBe(1);
    expect(await readdir(store)).toEqual([path.basename(kept[0] ?? '')]);
  });

  it('keeps the newest 50 and always the new copy', async () => {
    const copy = (day: number) => `20${String(day).padStart(2, '0')}-01-01T00-00-00.000Z-13e9f1e1db50.json`;
    await mkdir(store, { recursive: true });
    for (let day = 1; day <= 60; day += 1) await writeFile(path.join(store, copy(day)), '');
    await writeFile(path.join(store, 'notes.txt'), 'another file');
    await write('old', '1999-04-18T17:30:00Z');
    const kept = await backUpManifest(store, manifest);
    const names = (await listBackups(store)).map(file => path.basename(file));
    expect(names).toHaveLength(MAX_BACKUPS);
    expect(names[0]).toBe(copy(60));
    expect(names.at(-2)).toBe(copy(12));
    expect(names.at(-1)).toBe(path.basename(kept ?? ''));
    expect(await readdir(store)).toContain('notes.txt');
  });

  it('does nothing without a manifest', async () => {
    expect(await backUpManifest(store, manifest)).toBeUndefined();
    await mkdir(manifest);
    expect(await backUpManifest(store, manifest)).toBeUndefined();
    expect(await listBackups(store)).toEqual([]);
  });

  it('rejects when the copy fails, so that training can ask first', async () => {
    await write('text', '2026-04-18T17:30:00Z');
    await writeFile(path.join(root, 'storage'), 'a file where a folder has to be');
    await expect(backUpManifest(store, manifest)).rejects.toThrow();
  });
});

describe('findNewManifest', () => {
  const old = '2026-04-18T17:30:00Z';
  const later = '2026-04-18T17:30:01Z';

  it('distinguishes a new manifest from the previous one without a backup', async () => {
    await write('old', old);
    const before = await readManifestStamp(manifest);
    expect(await findNewManifest(manifest, before)).toBeUndefined();
    await write('new', later);
    expect(await findNewManifest(manifest, before)).toMatchObject({ time: Date.parse(later) });
  });

  it.each([
    ['the same text at another time: the run was repeated', 'old', later],
    ['another text at the same time: the clock of the disk is coarse', 'new', old],
  ])('detects a new manifest with %s', async (_name, text, time) => {
    await write('old', old);
    const before = await readManifestStamp(manifest);
    await write(text, time);
    expect(await findNewManifest(manifest, before)).toBeDefined();
  });

  it('detects the first manifest, and returns undefined when none exists', async () => {
    expect(await readManifestStamp(manifest)).toBeUndefined();
    await write('new', old);
    expect(await findNewManifest(manifest, undefined)).toBeDefined();
    const before = await readManifestStamp(manifest);
    await rm(manifest);
    expect(await findNewManifest(manifest, before)).toBeUndefined();
  });
});

it('creates file names that are valid on every file system', () => {
  expect(backupName(new Date(0), new Uint8Array())).toBe('1970-01-01T00-00-00.000Z-e3b0c44298fc.json');
});
