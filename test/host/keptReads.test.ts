// What is kept of files: used only where a file is certainly unchanged.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Host, Stat } from '../../src-shared/host/host';
import { type KeptReads, keptText, readKept, withKeptHashes, withKeptTexts } from '../../src-shared/host/keptReads';

const LIMITS = { longest: 1000, all: 10_000 };
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
    readBytes: (path: string) => {
      reads.push(path);
      return { ok: true, bytes: Buffer.from(disk.text) };
    },
    decodeUtf8: (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    hashFile: async (path: string) => {
      reads.push(path);
      return { ok: true, hash: `hash of ${disk.text}`, size: Buffer.byteLength(disk.text) };
    },
  } as unknown as Host;
  return { host, reads };
}

const encodeUtf8 = (text: string) => Buffer.from(text);
const texts = (host: Host, kept: KeptReads, now = NOW, limits = LIMITS) =>
  withKeptTexts(host, kept, { now: () => now, limits, encodeUtf8 });
const textAt = (host: Host) => {
  const read = host.readBytes('/a');
  return read.ok ? Buffer.from(read.bytes).toString() : read.reason;
};

/** Reads once, changes the disk, and reads with what was kept: the text of the second time, and whether the file was read again. */
function again(disk: Disk, change: Partial<Disk> = {}, now = NOW) {
  const first = machine(disk);
  const reading = texts(first.host, new Map(), now);
  textAt(reading.host);
  const kept = readKept(keptText(reading.reads, LIMITS));
  const second = machine({ ...disk, ...change });
  return { text: textAt(texts(second.host, kept).host), isRead: second.reads.length > 0 };
}

describe('the text of a file', () => {
  test('is not read again while nothing changed', () => {
    expect(again({ text: 'ä\u{1f600}\ufeff {"a": 1}\n' })).toEqual({
      text: 'ä\u{1f600}\ufeff {"a": 1}\n',
      isRead: false,
    });
  });

  // A file of equal size whose time was set back, as `cp -p` and `touch -d` do.
  test.each([
    ['size', { text: 'longer' }],
    ['time', { text: 'b', modified: 1001 }],
    ['change time, with equal size and time', { text: 'b', changed: 1001 }],
    ['inode, with equal size and times', { text: 'b', inode: 8 }],
    ['kind', { text: 'b', kind: 'other' as const }],
  ])('is read again with another %s', (_, change) => {
    expect(again({ text: 'a' }, change)).toEqual({ text: change.text, isRead: true });
  });

  test('is read again if it was written within a step of the clock before it was read', () => {
    expect(again({ text: 'a', modified: NOW - 1500 }, { text: 'b' })).toEqual({ text: 'b', isRead: true });
    expect(again({ text: 'a', changed: NOW - 1500 }, { text: 'b' })).toEqual({ text: 'b', isRead: true });
  });

  test('is not kept if the file changed while it was read', () => {
    const disk: Disk = { text: 'a' };
    const { host } = machine(disk);
    const changing: Host = {
      ...host,
      readBytes: (path, limit) => {
        const read = host.readBytes(path, limit);
        disk.changed = 5000;
        return read;
      },
    };
    const reading = texts(changing, new Map());
    expect(textAt(reading.host)).toBe('a');
    expect([...reading.reads]).toEqual([]);
  });

  test('is not kept if it is long, or not UTF-8', () => {
    expect(again({ text: 'x'.repeat(1001) }).isRead).toBe(true);
    const { host } = machine({ text: 'a' });
    const reading = texts({ ...host, decodeUtf8: () => undefined }, new Map());
    textAt(reading.host);
    expect(reading.reads.size).toBe(0);
  });

  test('is read once as a whole for its beginning, and then not opened again', () => {
    const { host, reads } = machine({ text: 'abcdef' });
    const refusing: Host = { ...host, readPart: () => ({ ok: false, reason: 'unreadable' }) };
    const partOf = (one: Host): string => {
      const part = one.readPart('/a', 1, 3);
      return part.ok ? Buffer.from(part.bytes).toString() : part.reason;
    };
    const first = texts(refusing, new Map());
    expect([partOf(first.host), textAt(first.host), reads]).toEqual(['bcd', 'abcdef', ['/a']]);
    expect([partOf(texts(refusing, first.reads).host), reads]).toEqual(['bcd', ['/a']]);
    expect(partOf(texts({ ...refusing, stat: () => undefined }, first.reads).host)).toBe('unreadable');
  });

  test('that is long is not read as a whole for its beginning', () => {
    const { host, reads } = machine({ text: 'x'.repeat(1001) });
    const part = texts({ ...host, readPart: () => ({ ok: true, bytes: Buffer.from('x') }) }, new Map());
    expect([part.host.readPart('/a', 0, 1), reads]).toEqual([{ ok: true, bytes: Buffer.from('x') }, []]);
  });

  test('is not kept where there is no room, and is then not added again and again', () => {
    // Each text with its path takes 12; a third one does not fit.
    const limits = { longest: 1000, all: 30 };
    const { host, reads } = machine({ text: '1234567890' });
    const reading = (kept: KeptReads) => {
      const one = texts(host, kept, NOW, limits);
      for (const path of ['/a', '/b', '/c']) one.host.readBytes(path);
      return one;
    };
    const first = reading(new Map());
    expect([[...first.reads.keys()], first.added()]).toEqual([['/a', '/b'], 2]);
    reads.length = 0;
    const second = reading(first.reads);
    expect([[...second.reads.keys()], second.added(), reads]).toEqual([['/a', '/b'], 0, ['/c']]);
  });

  test('that the caller would refuse is not given', () => {
    const reading = texts(machine({ text: 'abc' }).host, new Map());
    reading.host.readBytes('/a');
    const refusing = {
      ...machine({ text: 'abc' }).host,
      readBytes: () => ({ ok: false, reason: 'too-large' }) as const,
    };
    expect(texts(refusing, reading.reads).host.readBytes('/a', 2)).toEqual({ ok: false, reason: 'too-large' });
  });
});

describe('the hash of a file', () => {
  const hashes = (disk: Disk, kept: KeptReads = new Map()) => {
    const { host, reads } = machine(disk);
    const written: KeptReads[] = [];
    const keeping = withKeptHashes(host, kept, { now: () => NOW, smallest: 2, keep: all => written.push(all) });
    return { reads, written, hash: () => keeping.hashFile('/a') };
  };

  test('is computed once while the file is unchanged, in this run and the next', async () => {
    const first = hashes({ text: 'abc' });
    expect(await first.hash()).toEqual({ ok: true, hash: 'hash of abc', size: 3 });
    expect(await first.hash()).toEqual({ ok: true, hash: 'hash of abc', size: 3 });
    expect(first.reads).toEqual(['/a']);
    const second = hashes({ text: 'abc' }, readKept(keptText(first.written[0] ?? new Map(), LIMITS)));
    expect(await second.hash()).toEqual({ ok: true, hash: 'hash of abc', size: 3 });
    expect(second.reads).toEqual([]);
  });

  test.each([{ modified: 1001 }, { changed: 1001 }, { inode: 8 }])(
    'is computed again for %j, with equal size',
    async change => {
      const first = hashes({ text: 'abc' });
      await first.hash();
      const second = hashes({ text: 'xyz', ...change }, first.written[0]);
      expect(await second.hash()).toMatchObject({ hash: 'hash of xyz' });
      expect(second.written[0]?.get('/a')?.value).toBe('hash of xyz');
    },
  );

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
    const written: KeptReads[] = [];
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
    const entry = (value: string) => ({ stat: stat({ text: value }), value });
    const many = new Map(Array.from({ length: 100 }, (_, i) => [`/${i}`, entry('x'.repeat(900))] as const));
    expect(keptText(many, LIMITS).length).toBeLessThan(LIMITS.all + 2000);
    expect(readKept(keptText(many, LIMITS)).size).toBe(11);
  });

  test('is not used where a line or the version is another one', () => {
    const good = keptText(new Map([['/a', { stat: stat({ text: 'a' }), value: 'a' }]]), LIMITS);
    expect(readKept(good).size).toBe(1);
    expect(readKept(good.replace('1', '2')).size).toBe(0);
    expect(readKept(`${good}\n["/b",1,1,1,"7","b"]\n["/c",1,1,1,7]\n{\n\n7`).size).toBe(1);
    expect(readKept(undefined).size).toBe(0);
  });

  test('any text can be read', () => {
    fc.assert(fc.property(fc.string(), text => readKept(`kyn reads 1\n${text}`).size >= 0));
  });

  test('any text of a file comes back exactly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const well = Buffer.from(text).toString();
        expect(again({ text: well })).toEqual({ text: well, isRead: false });
      }),
    );
  });
});
