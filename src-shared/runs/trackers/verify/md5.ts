// MD5, the digest of DVC, of files and folders. It is weak against forgery, but it is what DVC recorded.
import { md5 as hasher } from '@noble/hashes/legacy.js';
import type { Host } from '../../../host/host';
import { join } from '../../../host/paths';
import { byCodePoint, quote } from '../../../text/printJson';

/** The digests that a file or folder can have, or why there is none. */
export type Md5Result =
  | { readonly ok: true; readonly values: readonly string[] }
  | { readonly ok: false; readonly why: 'missing' | 'too-large' | 'unreadable' };

type Md5Host = Pick<Host, 'readPart' | 'readFolder' | 'stat'>;

const PIECE = 1024 * 1024;
/** Larger files are not read, in bytes. */
const MAX_SIZE = 1024 * 1024 * 1024;
/** The line ends of larger texts are not converted, in bytes. */
const MAX_TEXT = 64 * 1024 * 1024;
const MAX_FILES = 10_000;

/** The digests that a file can have: that of its bytes, and with `asText` also that with LF in place of CRLF, as DVC 2 made it. */
export function md5OfFile(host: Md5Host, path: string, asText: boolean): Md5Result {
  const stat = host.stat(path);
  if (stat?.kind !== 'file') return { ok: false, why: stat ? 'unreadable' : 'missing' };
  if (stat.size > MAX_SIZE) return { ok: false, why: 'too-large' };
  const [plain, converted] = [hasher.create(), asText && stat.size <= MAX_TEXT ? hasher.create() : undefined];
  let held = false;
  for (let at = 0; at < stat.size; at += PIECE) {
    const read = host.readPart(path, at, PIECE);
    if (!read.ok) return { ok: false, why: 'unreadable' };
    plain.update(read.bytes);
    if (!converted) continue;
    const piece = withoutReturns(read.bytes, held);
    converted.update(piece.bytes);
    held = piece.held;
  }
  if (held) converted?.update(RETURN);
  return { ok: true, values: [plain, ...(converted ? [converted] : [])].map(hash => hexOf(hash.digest())) };
}

const [CR, LF] = [13, 10];
const RETURN = new Uint8Array([CR]);

// A return at the end of a piece is held back until the next byte is known.
function withoutReturns(bytes: Uint8Array, held: boolean): { readonly bytes: Uint8Array; readonly held: boolean } {
  const kept = new Uint8Array(bytes.length + 1);
  let length = 0;
  let isHeld = held;
  for (const byte of bytes) {
    if (isHeld && byte !== LF) kept[length++] = CR;
    isHeld = byte === CR;
    if (!isHeld) kept[length++] = byte;
  }
  return { bytes: kept.subarray(0, length), held: isHeld };
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/** The digests that a folder can have: those of the list of its files with their digests, as Python prints it. Links in it are not followed. `count`: how many files it should have; with fewer it is missing. */
export function md5OfFolder(host: Md5Host, path: string, asText: boolean, count = 0): Md5Result {
  const files = filesBelow(host, path);
  if (!files) return { ok: false, why: host.stat(path) ? 'unreadable' : 'missing' };
  if (files.length < count) return { ok: false, why: 'missing' };
  const digests: (readonly [name: string, values: readonly string[]])[] = [];
  for (const name of files) {
    const result = md5OfFile(host, join(path, name), asText);
    if (!result.ok) return result;
    digests.push([name, result.values]);
  }
  const listOf = (form: number): string =>
    digests.map(([name, values]) => `{"md5": "${values[form] ?? values[0]}", "relpath": ${quote(name)}}`).join(', ');
  return {
    ok: true,
    values: [0, ...(asText ? [1] : [])].map(form => `${hexOf(hasher(ascii(`[${listOf(form)}]`)))}.dir`),
  };
}

// `quote` leaves only ASCII.
const ascii = (text: string): Uint8Array => Uint8Array.from(text, c => c.charCodeAt(0));

// The paths in a folder, in the order of Python; undefined where some cannot be listed or are links.
function filesBelow(host: Md5Host, top: string): string[] | undefined {
  const found: string[] = [];
  const open = [''];
  for (const folder of open) {
    const read = host.readFolder(folder === '' ? top : join(top, folder));
    if (!read.ok || found.length > MAX_FILES) return undefined;
    for (const { name, kind } of read.entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'other') return undefined;
      (kind === 'folder' ? open : found).push(path);
    }
  }
  return found.sort(byCodePoint);
}
