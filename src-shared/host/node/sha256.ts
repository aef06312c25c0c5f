// SHA-256 on Node. `node:crypto` takes longer to load than a short command needs for the rest of its work, so it is loaded for long texts only.
import { createRequire } from 'node:module';
import { sha256 as inJavaScript } from '@noble/hashes/sha2.js';
import type { Host } from '../host';

type Crypto = typeof import('node:crypto');

let loaded: Crypto | undefined;

/** `node:crypto`, loaded at the first call. */
export function nodeCrypto(): Crypto {
  loaded ??= createRequire(process.execPath)('node:crypto') as Crypto;
  return loaded;
}

// As many units are hashed without it in the time that it takes to load.
const WITHOUT_CRYPTO = 16 * 1024;
let hashed = 0;

/** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
export const sha256: Host['sha256'] = data => {
  hashed += data.length;
  if (loaded !== undefined || hashed > WITHOUT_CRYPTO)
    return nodeCrypto().createHash('sha256').update(data).digest('hex');
  return Buffer.from(inJavaScript(typeof data === 'string' ? Buffer.from(data) : data)).toString('hex');
};
