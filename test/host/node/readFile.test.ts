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

test('a file that claims to have no bytes gives none, even if reading it would never end', async context => {
  // The kernel log is a regular file of size 0, and reading it waits for the next message.
  if (!existsSync('/proc/self/environ')) notRun(context, 'there is no /proc');
  for (const path of ['/proc/kmsg', '/proc/self/environ'].filter(existsSync)) {
    const [whole, head] = [readBytes(path), readHead(path, 100)];
    expect(whole.ok ? whole.bytes.length : whole.reason).toSatisfy(v => v === 0 || v === 'denied');
    expect(head.ok ? head.bytes.length : head.reason).toSatisfy(v => v === 0 || v === 'denied');
    expect(await hashFile(path)).toSatisfy(r => !r.ok || r.size === 0);
  }
});

test('devices and folders are not hashed', async () => {
  expect(await hashFile('/dev/zero')).toEqual({ ok: false, reason: 'special' });
  expect(await hashFile(folder)).toEqual({ ok: false, reason: 'folder' });
  expect(await hashFile(join(folder, 'none'))).toEqual({ ok: false, reason: 'missing' });
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
