// ZIP archives: what is written, and which archives are read.
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ZipEntry, zipContent, zipEntries } from '../../src-shared/zip/readZip';
import { tooMuch, type ZipFiles, zipPieces } from '../../src-shared/zip/writeZip';
import { archiveOf, archiveWithMode, type Patch, patched, placeOf, sourceOf } from './archives';

const written = (files: ZipFiles): Uint8Array => new Uint8Array(Buffer.concat([...zipPieces(files, strToU8)]));

const FILES = { 'b.txt': 'text of b\n', 'a/ä.txt': 'ä\n'.repeat(100), 'a/empty': '' };

function read(archive: Uint8Array): Record<string, string | undefined> {
  const source = sourceOf(archive);
  const entries = zipEntries(source);
  if (typeof entries === 'string') throw new Error(entries);
  const textOf = (entry: ZipEntry): string | undefined => {
    const content = zipContent(source, entry);
    return content && strFromU8(content);
  };
  return Object.fromEntries(entries.map(entry => [entry.path, textOf(entry)]));
}

describe('an archive that is written', () => {
  const archive = written(new Map(Object.entries(FILES)));

  test('is read by another program and by ours', () => {
    const others = Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, strFromU8(bytes)]);
    expect(Object.fromEntries(others)).toEqual(FILES);
    expect(read(archive)).toEqual(FILES);
  });

  test('has the same bytes in whatever order its files come', () => {
    expect(written(new Map(Object.entries(FILES).reverse()))).toEqual(archive);
    expect(Object.keys(read(archive))).toEqual(['a/empty', 'a/ä.txt', 'b.txt']);
  });

  test('has no other time than the first of the format, and one permission', () => {
    const view = new DataView(archive.buffer);
    const entry = Buffer.from(archive).indexOf('PK\u0001\u0002', 0, 'latin1');
    expect(view.getUint32(10, true)).toBe(0x00210000);
    expect(view.getUint32(entry + 12, true)).toBe(0x00210000);
    expect(view.getUint16(entry + 40, true).toString(8)).toBe('100644');
  });

  test('does not copy what is already bytes', () => {
    const data = new Uint8Array(1000);
    expect([...zipPieces(new Map([['data', data]]), strToU8)]).toContain(data);
  });
});

test.each([
  [[1, 2], undefined],
  [[2 ** 26], undefined],
  [[2 ** 26 + 1], 'one of its files is larger than 64 MiB'],
  [Array(9).fill(2 ** 26), 'its files are larger than 512 MiB'],
  [Array(10_001).fill(0), 'it would have more than 10000 files'],
])('files are not written where that is too much %#', (sizes, problem) => {
  expect(tooMuch(sizes)).toBe(problem);
});

test.each([0, 6] as const)('an archive of another program with level %s is read', level => {
  expect(read(archiveOf(FILES, level))).toEqual(FILES);
  expect(read(archiveOf({}, level))).toEqual({});
});

test('an archive whose sizes follow the files is read', () => {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => parts.push(part));
  for (const [name, text] of Object.entries(FILES)) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(strToU8(text), true);
  }
  zip.end();
  const archive = new Uint8Array(Buffer.concat(parts));
  expect((archive[6] ?? 0) & 8).toBe(8);
  expect(read(archive)).toEqual(FILES);
});

/** An archive with a file that its list does not have, before the list or at the start. */
function withUnlisted(at: 'start' | 'end'): Uint8Array {
  const hidden = archiveOf({ hidden: 'text' }, 0);
  const local = hidden.slice(0, Buffer.from(hidden).indexOf('PK\u0001\u0002', 0, 'latin1'));
  const list = Buffer.from(GOOD).indexOf('PK\u0001\u0002', 0, 'latin1');
  const split = at === 'start' ? 0 : list;
  const archive = Uint8Array.of(...GOOD.slice(0, split), ...local, ...GOOD.slice(split));
  const moved = (record: 'entry' | 'end', offset: number, index = 0): Patch => {
    const from = Buffer.from(archive).readUInt32LE(placeOf(archive, record, index) + offset);
    const to = Buffer.alloc(4);
    to.writeUInt32LE(from + local.length);
    return { record, index, offset, bytes: [...to] };
  };
  return patched(archive, moved('end', 16), ...(at === 'start' ? [moved('entry', 42), moved('entry', 42, 1)] : []));
}

const GOOD = archiveOf({ a: 'text of a', b: 'text of b' }, 0);
const BIG = [0, 0, 0, 0x10];
const END = Buffer.from(GOOD).indexOf('PK\u0005\u0006', 0, 'latin1');
const beforeEnd = (...bytes: readonly number[]): Uint8Array =>
  Uint8Array.of(...GOOD.slice(0, END), ...bytes, ...GOOD.slice(END));
const many = (count: number): Uint8Array =>
  archiveOf(Object.fromEntries(Array.from({ length: count }, (_, i) => [String(i), ''])), 0);

describe('an archive is not read', () => {
  test.each<[string, Uint8Array, string]>([
    ['no archive', strToU8('x'.repeat(100)), 'it is damaged, or it is not a ZIP archive'],
    ['an empty file', new Uint8Array(), 'it is damaged'],
    ['without its end', GOOD.slice(0, -1), 'it is damaged'],
    ['with something behind it', Uint8Array.of(...GOOD, 0), 'it is damaged'],
    ['with something before it', Uint8Array.of(0, ...GOOD), 'it is damaged'],
    ['with fewer entries than it has', patched(GOOD, ...counted(1)), 'it is damaged'],
    ['with more entries than it has', patched(GOOD, ...counted(3)), 'it is damaged'],
    ['that is encrypted', patched(GOOD, { record: 'entry', offset: 8, bytes: [1] }), 'it is encrypted'],
    ['in the form ZIP64', patched(GOOD, ...counted(0xffff)), 'ZIP64'],
    ['with the locator of that form', beforeEnd(0x50, 0x4b, 6, 7, ...Array(16).fill(0)), 'ZIP64'],
    ['with something before its end', beforeEnd(0), 'it is damaged'],
    ['with an entry in that form', patched(GOOD, { record: 'entry', offset: 20, bytes: Array(4).fill(255) }), 'ZIP64'],
    ['in several parts', patched(GOOD, { record: 'end', offset: 4, bytes: [1] }), 'only a part'],
    [
      'with an unknown method',
      patched(GOOD, { record: 'entry', offset: 10, bytes: [93] }),
      'in a way that is not read',
    ],
    ['with a name in no UTF-8', patched(GOOD, { record: 'entry', offset: 46, bytes: [0xff] }), 'not UTF-8'],
    [
      'with a large file',
      patched(GOOD, { record: 'entry', offset: 24, bytes: BIG }),
      'one of its files is larger than',
    ],
    ['with bytes that are used twice', patched(GOOD, ...[0, 1].map(index => packedOf(index, 200))), 'it is damaged'],
    ['with a file behind its end', patched(GOOD, { record: 'entry', offset: 42, bytes: [0, 0, 1] }), 'belong to none'],
    ['with a file that its list does not have', withUnlisted('end'), 'bytes that belong to none of its files'],
    ['with such a file at its start', withUnlisted('start'), 'bytes that belong to none of its files'],
    ['with many files', many(10_001), 'it has more than 10000 files'],
  ])('%s', (_, archive, message) => {
    expect(zipEntries(sourceOf(archive))).toContain(message);
  });

  test('whose files are together too large', () => {
    const nine = archiveOf(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [String(i), ''])), 0);
    const claims = Array.from({ length: 9 }, (_, index): Patch => {
      return { record: 'entry', index, offset: 24, bytes: [0, 0, 0, 4] };
    });
    expect(zipEntries(sourceOf(patched(nine, ...claims)))).toBe('its files are larger than 512 MiB');
  });

  test('cut at any byte, and never throws', () => {
    for (let length = 0; length < GOOD.length; length++)
      expect(zipEntries(sourceOf(GOOD.subarray(0, length)))).toContain('it is damaged');
  });

  test('never throws where bytes are changed', () => {
    for (let at = 0; at < GOOD.length; at++)
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = GOOD.slice();
        changed[at] = value;
        const source = sourceOf(changed);
        const entries = zipEntries(source);
        if (typeof entries !== 'string') for (const entry of entries) zipContent(source, entry);
      }
  });
});

function counted(count: number): Patch[] {
  const bytes = [count & 0xff, count >> 8];
  return [8, 10].map(offset => ({ record: 'end', offset, bytes }));
}

function packedOf(index: number, size: number): Patch {
  return { record: 'entry', index, offset: 20, bytes: [size & 0xff, size >> 8] };
}

describe('the content of an entry is not read', () => {
  const zeros = archiveOf({ a: '\0'.repeat(1_000_000) });
  test.each<[string, Uint8Array]>([
    ['that was changed', patched(GOOD, { record: 'local', offset: 31, bytes: [0x58] })],
    ['whose own header has another name', patched(GOOD, { record: 'local', offset: 30, bytes: [0x78] })],
    ['whose own header is packed in another way', patched(GOOD, { record: 'local', offset: 8, bytes: [8] })],
    ['that is longer than it claims', patched(zeros, { record: 'entry', offset: 24, bytes: [16, 0, 0, 0] })],
    ['that is shorter than it claims', patched(zeros, { record: 'entry', offset: 24, bytes: [0, 0, 0, 1] })],
  ])('%s', (_, archive) => {
    expect(read(archive).a).toBeUndefined();
  });
});

test.each([
  ['link', 0o120777, 'other'],
  ['pipe', 0o010644, 'other'],
  ['link/', 0o120777, 'other'],
  ['file', 0o100600, 'file'],
  ['plain', 0, 'file'],
  ['folder/', 0o040755, 'folder'],
])('%s with permissions %i is of the kind %s', (name, mode, kind) => {
  expect(zipEntries(sourceOf(archiveWithMode(name, mode)))).toMatchObject([{ path: name, kind }]);
});
