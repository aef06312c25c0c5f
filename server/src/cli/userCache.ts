// What this user's runs of kyn keep, in the folder of this user's cache.
import { join } from 'node:path';
import { cacheFolder } from '../../../src-shared/host/node/codeCache';
import { type PrivateKind, readPrivate, writePrivate } from '../../../src-shared/host/node/privateFiles';
import type { UserCache } from './command';

const KEPT: PrivateKind = { suffix: '.kept', most: 16 };

/** The cache of this user; undefined where the system has no place for one. */
export function systemCache(folder = cacheFolder()): UserCache | undefined {
  if (folder === undefined) return undefined;
  const fileOf = (name: string): string => join(folder, `${name}${KEPT.suffix}`);
  return {
    read: name => readPrivate(fileOf(name))?.toString('utf8'),
    write: (name, text) => writePrivate(fileOf(name), Buffer.from(text), KEPT),
  };
}
