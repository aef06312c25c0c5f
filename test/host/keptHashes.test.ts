// The kept hashes of files: used only where a file is certainly unchanged.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Host, Stat } from '../../src-shared/host/host';
import { hashesText, type KeptHashes, readHashes, withKeptHashes } from '../../src-shared/host/keptHashes';

const ROOM = 10_000;
const NOW = 1_000_000;

/** A file on a disk, with all that may change. */
type Disk = { -readonly [K in keyof Stat]?: Stat[K] } & { text: string };
const stat = (disk: Disk): Stat => ({
  kind: 'file',
  size: Buffer.byteLength(disk.text),
  modified: 1000,
  changed: 1000,
  inode: 7,
  ...Object.fromEntries(Object.entries(disk).filter(([key]) => key !== 'text')),
});

function machine(disk: Disk) {
  const reads: string[] = [];
  const host = {
    stat: () => stat(disk),
    hashFile: async (path: string) => {
      reads.push(path);
      return { ok: true, hash: `hash of ${disk.text}`, size: Buffer.byteLength(disk.text) };
    },
  } as unknown as Host;
  return { host, reads };
}

describe('the hash of a file', () => {
  const hashes = (disk: Disk, kept: KeptHashes = new Map()) => {
    const { host, reads } = machine(disk);
    const written: KeptHashes[] = [];
    const keeping = withKeptHashes(host, kept, { now: () => NOW, smallest: 2, keep: all => written.push(all) });
    return { reads, written, hash: () => keeping.hashFile('/a') };
  };

  test('is computed once while the file is unchanged, in this run and the next', async () => {
    const first = hashes({ text: 'abc' });
    expect(await first.hash()).toEqual({ ok: true, hash: 'hash of abc', size: 3 });
    expect(await first.hash()).toEqual({ ok: true, hash: 'hash of abc', size: 3 });
    expect(first.reads).toEqual(['/a']);
    const second = hashes({ text: 'abc' }, readHashes(hashesText(first.written[0] ?? new Map(), ROOM)));
    expect(await second.hash()).toEqual({ ok: true, hash: 'hash of abc', size: 3 });
    expect(second.reads).toEqual([]);
  });

  // Also a file of equal size whose time was set back, as `cp -p` and `touch -d` do.
  test.each([{ text: 'longer' }, { modified: 1001 }, { changed: 1001 }, { inode: 8 }])(
    'is computed again for %j',
    async change => {
      const first = hashes({ text: 'abc' });
      await first.hash();
      const disk = { text: 'xyz', ...change };
      const second = hashes(disk, first.written[0]);
      expect(await second.hash()).toMatchObject({ hash: `hash of ${disk.text}` });
      expect(second.written[0]?.get('/a')?.hash).toBe(`hash of ${disk.text}`);
    },
  );

  test('is computed again where the path leads to something else', async () => {
    const first = hashes({ text: 'abc' });
    await first.hash();
    const second = hashes({ text: 'xyz', kind: 'other' }, first.written[0]);
    expect(await second.hash()).toMatchObject({ hash: 'hash of xyz' });
    expect(second.written).toEqual([]);
  });

  test('of a file that was just written, or is small, is not kept', async () => {
    for (const disk of [{ text: 'abc', modified: NOW - 10 }, { text: 'a' }]) {
      const { written, hash } = hashes(disk);
      await hash();
      expect(written).toEqual([]);
    }
  });

  test('of a file that changes while it is hashed is not kept', async () => {
    const disk: Disk = { text: 'abc' };
    const { host } = machine(disk);
    const written: KeptHashes[] = [];
    const changing: Host = {
      ...host,
      hashFile: async path => {
        const hashed = await host.hashFile(path);
        disk.changed = 5000;
        return hashed;
      },
    };
    const keeping = withKeptHashes(changing, new Map(), {
      now: () => NOW,
      smallest: 2,
      keep: all => written.push(all),
    });
    await keeping.hashFile('/a');
    expect(written).toEqual([]);
  });
});

describe('what is kept', () => {
  test('has a limit', () => {
    const entry = (hash: string) => ({ stat: stat({ text: hash }), hash });
    const many = new Map(Array.from({ length: 100 }, (_, i) => [`/${i}`, entry('x'.repeat(900))] as const));
    expect(hashesText(many, ROOM).length).toBeLessThan(ROOM + 2000);
    expect(readHashes(hashesText(many, ROOM)).size).toBe(11);
  });

  test('is not used where a line or the version is another one', () => {
    const good = hashesText(new Map([['/a', { stat: stat({ text: 'a' }), hash: 'a' }]]), ROOM);
    expect(readHashes(good).size).toBe(1);
    expect(readHashes(good.replace('1', '2')).size).toBe(0);
    expect(readHashes(`${good}\n["/b",1,1,1,"7","b"]\n["/c",1,1,1,7]\n{\n\n7`).size).toBe(1);
    expect(readHashes(undefined).size).toBe(0);
  });

  test('any text can be read', () => {
    fc.assert(fc.property(fc.string(), text => readHashes(`kyn hashes 1\n${text}`).size >= 0));
  });
});
