// `node:crypto` takes longer to load than a short command needs for the rest of its work, so it is loaded where it is needed.
import { createRequire } from 'node:module';

type Crypto = typeof import('node:crypto');

let loaded: Crypto | undefined;

/** `node:crypto`, loaded at the first call. */
export function nodeCrypto(): Crypto {
  loaded ??= createRequire(process.execPath)('node:crypto') as Crypto;
  return loaded;
}

/** Whether `node:crypto` was loaded, so that it costs nothing to use it. */
export const hasNodeCrypto = (): boolean => loaded !== undefined;
