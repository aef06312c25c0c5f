// What this user's runs of kyn keep, in the folder of this user's cache.
import { join } from 'node:path';
import { cacheFolder } from '../../../src-shared/host/node/codeCache';
import { nodeCrypto } from '../../../src-shared/host/node/nodeCrypto';
import { type PrivateKind, readPrivate, writePrivate } from '../../../src-shared/host/node/privateFiles';
import type { UserCache } from './command';

const DIGEST_BYTES = 32;
const digest = (content: Uint8Array): Buffer => nodeCrypto().createHash('sha256').update(content).digest();

const KEPT: PrivateKind = {
  suffix: '.kept',
  most: 16,
  sealed: content => Buffer.concat([digest(content), content]),
  opened: bytes => {
    const content = bytes.subarray(DIGEST_BYTES);
    return digest(content).equals(bytes.subarray(0, DIGEST_BYTES)) ? content : undefined;
  },
};

/** The cache of this user; undefined where the system has no place for one. */
export function systemCache(folder = cacheFolder()): UserCache | undefined {
  if (folder === undefined) return undefined;
  const fileOf = (name: string): string => join(folder, `${name}${KEPT.suffix}`);
  return {
    read: name => readPrivate(fileOf(name), KEPT)?.toString('utf8'),
    write: (name, text) => writePrivate(fileOf(name), Buffer.from(text), KEPT),
  };
}
