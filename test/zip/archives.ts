// ZIP archives for tests: made by another program, and changed afterwards.
import { inflateRawSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { ZipSource } from '../../src-shared/zip/readZip';

/** An archive of texts, made by fflate. A deflated one has level 6. */
export const archiveOf = (files: Readonly<Record<string, string>>, level: 0 | 6 = 6): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level });

/** An archive with one entry that has the permissions of a system with links. */
export const archiveWithMode = (name: string, mode: number): Uint8Array => {
  const files: Zippable = { [name]: [strToU8('/etc/passwd'), { os: 3, attrs: mode << 16, level: 0 }] };
  return zipSync(files);
};

/** The number of bytes and the value that replace others in a record. */
export interface Patch {
  readonly record: 'local' | 'entry' | 'end';
  /** Which of these records, from 0. */
  readonly index?: number;
  readonly offset: number;
  readonly bytes: readonly number[];
}

const SIGNATURES = { local: 'PK\u0003\u0004', entry: 'PK\u0001\u0002', end: 'PK\u0005\u0006' };

/** Where a record begins. */
export function placeOf(archive: Uint8Array, record: Patch['record'], index = 0): number {
  const bytes = Buffer.from(archive);
  let at = bytes.indexOf(SIGNATURES[record], 0, 'latin1');
  for (let i = 0; i < index; i++) at = bytes.indexOf(SIGNATURES[record], at + 4, 'latin1');
  return at;
}

/** An archive of which some bytes are replaced. */
export function patched(archive: Uint8Array, ...patches: readonly Patch[]): Uint8Array {
  const bytes = Buffer.from(archive);
  for (const { record, index = 0, offset, bytes: values } of patches)
    bytes.set(values, placeOf(bytes, record, index) + offset);
  return new Uint8Array(bytes);
}

/** An archive to read. */
export const sourceOf = (archive: Uint8Array): ZipSource => ({
  size: archive.length,
  part: (from, length) => archive.subarray(from, from + length),
  inflate(packed, size) {
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
    } catch {
      return undefined;
    }
  },
  decodeUtf8: bytes => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
});
