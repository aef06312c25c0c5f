// Hashing without Node, compared with Node.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8, runningHash, sha256 } from '../../server/src/lsp/base/codec';
import { caseCount, SEED } from '../cases';
import { machineHost } from '../nodeHost';

const withNode = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

test('texts and bytes have the hash that Node computes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 })), data => {
      expect(sha256(data)).toBe(withNode(data));
    }),
    { numRuns: caseCount(500), seed: SEED },
  );
});

test('a hash of parts can be copied and continued', () => {
  const hash = runningHash();
  hash.update('a');
  const copy = hash.copy();
  copy.update('é');
  hash.update('c');
  expect([hash.digest(), copy.digest()]).toEqual([withNode('ac'), withNode('aé')]);
});

test('only UTF-8 is decoded, with its byte order mark', () => {
  for (const bytes of [[0xef, 0xbb, 0xbf, 0x61], [0xff], [0xc3, 0xa9]])
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(machineHost.decodeUtf8(Uint8Array.from(bytes)));
});
