// Whether a training wrote a new manifest, and the copies that earlier versions of the extension kept, on a real disk.
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNewManifest, readManifestStamp } from '../../../client/src/runs/manifestStamp';
import { listBackups } from '../../../client/src/runs/oldBackups';

let root: string;
let manifest: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "kynml kept 'q' "));
  manifest = path.join(root, 'run_manifest.json');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = async (text: string, time: string) => {
  await writeFile(manifest, text);
  await utimes(manifest, new Date(time), new Date(time));
};

describe('findNewManifest', () => {
  const old = '2026-04-18T17:30:00Z';
  const later = '2026-04-18T17:30:01Z';

  it('distinguishes a new manifest from the previous one', async () => {
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

it('copies of earlier versions are listed, newest first', async () => {
  const store = path.join(root, 'runs');
  expect(await listBackups(store)).toEqual([]);
  await mkdir(store);
  const copies = [18, 20, 19].map(day => `2026-04-${day}T17-30-00.000Z-13e9f1e1db50.json`);
  for (const name of [...copies, 'notes.txt']) await writeFile(path.join(store, name), '');
  expect((await listBackups(store)).map(file => path.basename(file).slice(8, 10))).toEqual(['20', '19', '18']);
});
