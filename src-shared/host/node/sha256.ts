// SHA-256 on Node: long texts by `node:crypto`, short ones without loading it.
import { sha256 as inJavaScript } from '@noble/hashes/sha2.js';
import type { Host } from '../host';
import { hasNodeCrypto, nodeCrypto } from './nodeCrypto';

// Loading it takes as long as hashing this many units in JavaScript, so a program that hashes more loads it.
const WITHOUT_CRYPTO = 16 * 1024;
// The units of all texts so far.
let hashed = 0;

/** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
export const sha256: Host['sha256'] = data => {
  hashed += data.length;
  if (hasNodeCrypto() || hashed > WITHOUT_CRYPTO) return byNode(data);
  return Buffer.from(inJavaScript(typeof data === 'string' ? Buffer.from(data) : data)).toString('hex');
};

// In one call, it takes half of the time for the text of a run. Node has it since 20.12.
function byNode(data: string | Uint8Array): string {
  const crypto = nodeCrypto();
  return crypto.hash ? crypto.hash('sha256', data, 'hex') : crypto.createHash('sha256').update(data).digest('hex');
}
