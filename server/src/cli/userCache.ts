// What this user's runs of kyn keep, in the folder of this user's cache.
import { join } from 'node:path';
import { cacheFolder } from '../../../src-shared/host/node/codeCache';
import { nodeCrypto } from '../../../src-shared/host/node/nodeCrypto';
import { type PrivateKind, readPrivate, writePrivate } from '../../../src-shared/host/node/privateFiles';
import type { UserCache } from './command';

const DIGEST_BYTES = 32;
const digest = (content: Uint8Array): Buffer => nodeCrypto().createHash('sha256').update(content).digest();

const MIB = 1024 * 1024;

/** The kind of the files. `room`: for all, in bytes. */
const kindOf = (room: number): PrivateKind => ({
  suffix: '.kept',
  most: 16,
  room,
  sealed: content => Buffer.concat([digest(content), content]),
  opened: bytes => {
    const content = bytes.subarray(DIGEST_BYTES);
    return digest(content).equals(bytes.subarray(0, DIGEST_BYTES)) ? content : undefined;
  },
});

/** The cache of this user, which takes at most `room` bytes, or one text; undefined where the system has no place for one. */
export function systemCache(folder = cacheFolder(), room = 256 * MIB): UserCache | undefined {
  if (folder === undefined) return undefined;
  const kind = kindOf(room);
  const fileOf = (name: string): string => join(folder, `${name}${kind.suffix}`);
  return {
    read: name => readPrivate(fileOf(name), kind)?.toString('utf8'),
    write: (name, text) => writePrivate(fileOf(name), Buffer.from(text), kind),
  };
}
