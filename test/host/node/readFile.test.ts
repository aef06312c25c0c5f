// Bounded reading: files of the system whose size is unknown, and files that change while they are read.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashFile, readBytes, readHead } from '../../../src-shared/host/node/readFile';
import { notRun } from '../../notRun';
import { variedBytes } from '../../variedBytes';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reading '));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('files that the system makes while they are read are not read, because their size is unknown and they may never end', async context => {
  // The kernel log is a regular file of size 0, and reading it waits for the next message. A file of /sys claims to have one page.
  if (!existsSync('/proc/self/environ')) notRun(context, 'there is no /proc');
  for (const path of ['/proc/kmsg', '/proc/self/environ', '/sys/kernel/mm/transparent_hugepage/enabled'].filter(
    existsSync,
  )) {
    expect(readBytes(path)).toEqual({ ok: false, reason: 'special' });
    expect(readHead(path, 100)).toEqual({ ok: false, reason: 'special' });
    expect(await hashFile(path)).toEqual({ ok: false, reason: 'special' });
  }
});

test('an empty file and one of a page are read', async () => {
  for (const size of [0, 4096]) {
    writeFileSync(join(folder, 'a'), new Uint8Array(size));
    expect(readBytes(join(folder, 'a'))).toMatchObject({ ok: true, bytes: new Uint8Array(size), stat: { size } });
    expect(await hashFile(join(folder, 'a'))).toMatchObject({ ok: true, size });
  }
});

test('devices and folders are not hashed', async () => {
  expect(await hashFile('/dev/zero')).toEqual({ ok: false, reason: 'special' });
  expect(await hashFile(folder)).toEqual({ ok: false, reason: 'folder' });
  expect(await hashFile(join(folder, 'none'))).toEqual({ ok: false, reason: 'missing' });
});

test('of what was listed as a file, only a regular file is read', context => {
  if (!existsSync('/proc/self/environ')) notRun(context, 'there is no /proc');
  const reasons = ['/proc/kmsg', '/dev/zero', folder, join(folder, 'none')].map(path => readBytes(path, 10, true));
  expect(reasons).toEqual(['special', 'special', 'folder', 'missing'].map(reason => ({ ok: false, reason })));
  writeFileSync(join(folder, 'a'), 'text');
  expect(readBytes(join(folder, 'a'), 10, true)).toEqual(readBytes(join(folder, 'a'), 10));
  expect(readBytes(join(folder, 'a'), 3, true)).toEqual({ ok: false, reason: 'too-large' });
});

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a file of several megabytes is hashed and read in order', async () => {
  const path = join(folder, 'a');
  const bytes = variedBytes(3 * MIB + 5);
  writeFileSync(path, bytes);
  expect(await hashFile(path)).toEqual({ ok: true, hash: sha256(bytes), size: bytes.length });
  const read = readBytes(path);
  expect(read.ok && sha256(read.bytes)).toBe(sha256(bytes));
});

describe('a file that changes while it is hashed', () => {
  const bytes = variedBytes(3 * MIB);
  const hashWhile = async (change: (path: string) => void) => {
    const path = join(folder, 'a');
    writeFileSync(path, bytes);
    let isChanged = false;
    const result = await hashFile(path, {
      progress: () => {
        if (!isChanged) change(path);
        isChanged = true;
      },
    });
    return result.ok && result;
  };

  test('and grows is read up to its first size', async () => {
    const result = await hashWhile(path => appendFileSync(path, new Uint8Array(MIB)));
    expect(result).toMatchObject({ hash: sha256(bytes), size: 3 * MIB });
  });

  test('and shrinks ends', async () => {
    const result = await hashWhile(path => truncateSync(path, MIB));
    // The second piece may have been read already, or the system may return zeros for it.
    expect(result).toMatchObject({ size: result && result.size > MIB ? 2 * MIB : MIB });
    if (result && result.size === MIB) expect(result.hash).toBe(sha256(bytes.subarray(0, MIB)));
  });
});
