// Hashing and decoding without Node. The core hashes synchronously, and the functions of a browser for it are asynchronous.
import { sha256 as hasher } from '@noble/hashes/sha2.js';
import type { Host, RunningHash } from '../../../../src-shared/host/host';

const utf8 = new TextEncoder();
const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? utf8.encode(data) : data);

/** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
export const sha256: Host['sha256'] = data => hex(hasher(bytesOf(data)));

/** A SHA-256 of a text that comes in parts. */
export function runningHash(hash = hasher.create()): RunningHash {
  return {
    update: part => void hash.update(utf8.encode(part)),
    copy: () => runningHash(hash.clone()),
    digest: () => hex(hash.digest()),
  };
}

/** Decodes UTF-8 strictly and keeps a byte order mark; undefined when the bytes are not UTF-8. */
export const decodeUtf8: Host['decodeUtf8'] = bytes => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
