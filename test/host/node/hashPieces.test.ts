// SHA-256 in pieces, whatever number of bytes each reading returns.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPieces, type ReadPiece } from '../../../src-shared/host/node/hashPieces';
import { variedBytes } from '../../variedBytes';

const MIB = 1024 * 1024;

const contentOf = (size: number): Buffer => Buffer.from(variedBytes(size));

// At most `most` bytes at once, as a network file system or an interrupted call returns them.
const readerOf =
  (content: Buffer, most: number): ReadPiece =>
  async (into, length, at) =>
    content.copy(into, 0, at, Math.min(content.length, at + Math.min(length, most)));

describe('the hash of content', () => {
  it.each([
    [0, 100],
    [1, 100],
    [1000, 1],
    [1000, 999],
    [1000, 1000],
    [MIB, MIB - 1],
    [MIB + 1, MIB],
    [3 * MIB + 5, 700_001],
  ])('of %i bytes, at most %i at once, is that of all bytes', async (size, most) => {
    const content = contentOf(size);
    const seen: number[] = [];
    const hashed = await hashPieces(readerOf(content, most), size, { progress: done => seen.push(done) });
    expect(hashed).toEqual({ ok: true, hash: createHash('sha256').update(content).digest('hex'), size });
    expect(seen).toEqual(
      Array.from({ length: Math.ceil(size / Math.min(most, MIB)) }, (_, i) => Math.min(size, (i + 1) * most)),
    );
  });

  it('that grows while it is read has the size that was requested', async () => {
    const content = contentOf(2000);
    const hashed = await hashPieces(readerOf(content, 600), 1000);
    const expected = createHash('sha256').update(content.subarray(0, 1000)).digest('hex');
    expect(hashed).toEqual({ ok: true, hash: expected, size: 1000 });
  });

  it('that became shorter has the size that was read', async () => {
    const content = contentOf(700);
    const hashed = await hashPieces(readerOf(content, 600), 1000);
    expect(hashed).toEqual({ ok: true, hash: createHash('sha256').update(content).digest('hex'), size: 700 });
  });
});
