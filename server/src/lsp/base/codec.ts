// Hashing and decoding without Node.
import type { Host, RunningHash } from '../../../../src-shared/host/host';
import { Sha256 } from './sha256';

const utf8 = new TextEncoder();

/** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
export const sha256: Host['sha256'] = data =>
  new Sha256().update(typeof data === 'string' ? utf8.encode(data) : data).digest();

/** A SHA-256 of a text that comes in parts. */
export function runningHash(hash = new Sha256()): RunningHash {
  return {
    update: part => void hash.update(utf8.encode(part)),
    copy: () => runningHash(hash.copy()),
    digest: () => hash.digest(),
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
