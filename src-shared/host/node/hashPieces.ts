// SHA-256 of content that is read in pieces.
import type { HashOptions, HashResult } from '../host';
import { nodeCrypto } from './nodeCrypto';

const PIECE = 1024 * 1024;

/** Reads bytes at a position into a buffer: at most `length` of them, fewer where the system returns fewer, and 0 at the end. */
export type ReadPiece = (into: Buffer, length: number, at: number) => Promise<number>;

/** SHA-256 of at most `size` bytes, fewer where the content ends before. The next piece is read while one is hashed. */
export async function hashPieces(read: ReadPiece, size: number, options: HashOptions = {}): Promise<HashResult> {
  const { signal, progress } = options;
  const hash = nodeCrypto().createHash('sha256');
  const length = Math.min(PIECE, size);
  const buffers = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)] as const;
  let [piece, other] = buffers;
  const readAt = (into: Buffer, at: number) => read(into, Math.min(length, size - at), at);
  let done = 0;
  let count = await readAt(piece, done);
  while (count > 0) {
    if (signal?.aborted) return { ok: false, reason: 'aborted' };
    done += count;
    const next = readAt(other, done);
    hash.update(piece.subarray(0, count));
    progress?.(done);
    count = await next;
    [piece, other] = [other, piece];
  }
  return { ok: true, hash: hash.digest('hex'), size: done };
}
