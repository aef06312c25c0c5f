// The records of a `.wandb` file: a header of 7 bytes, then blocks of 32 KiB of a LevelDB log, counted from the beginning of the file.
import { crc32 } from '../../../zip/crc32';

const HEADER = 7;
const BLOCK = 32 * 1024;
const [DAMAGED, FULL, FIRST, MIDDLE, LAST] = [0, 1, 2, 3, 4];
const MAX_RECORD = 16 * 1024 * 1024;

/** Whether bytes are the beginning of such a file: `:W&B`, then 0xBEE1 and version 0. */
export const isLog = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER && [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0].every((byte, i) => bytes[i] === byte);

/** The records of whole blocks. `from`: the offset of the bytes in the file, a multiple of 32 KiB. Damaged ones and those that begin before are left out. */
export function* logRecords(bytes: Uint8Array, from = 0): Generator<Uint8Array, void> {
  let parts: Uint8Array[] = [];
  for (const { type, data } of fragmentsOf(bytes, from)) {
    if (type === FULL || type === FIRST) parts = [data];
    else if (parts.length > 0) parts.push(data);
    if (type !== DAMAGED && type !== FULL && type !== LAST) continue;
    if (type !== DAMAGED && parts.length > 0) yield joined(parts);
    parts = [];
  }
}

function* fragmentsOf(bytes: Uint8Array, from: number): Generator<Fragment, void> {
  for (let block = 0; block < bytes.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, bytes.length);
    for (let at = block + (from + block === 0 ? HEADER : 0); at + HEADER <= end; ) {
      const fragment = fragmentAt(bytes, at, end);
      yield fragment;
      at = fragment.type === DAMAGED ? end : at + HEADER + fragment.data.length;
    }
  }
}

/** The size of the end of a file that is read: whole blocks, at least `least` bytes of them. */
export const tailStart = (size: number, least: number): number =>
  Math.max(0, Math.floor((size - least) / BLOCK) * BLOCK);

interface Fragment {
  readonly type: number;
  readonly data: Uint8Array;
}

const NONE: Fragment = { type: 0, data: new Uint8Array() };

// The checksum is of the type and the data. Damage ends a block, and so does the fill: the end of a block that is too short for a fragment is filled with zeros.
function fragmentAt(bytes: Uint8Array, at: number, end: number): Fragment {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const [sum, length, type] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint8(6)];
  if (at + HEADER + length > end || ![FULL, FIRST, MIDDLE, LAST].includes(type)) return NONE;
  const data = bytes.subarray(at + HEADER, at + HEADER + length);
  return crc32(bytes.subarray(at + HEADER - 1, at + HEADER + length)) === sum ? { type, data } : NONE;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const whole = new Uint8Array(Math.min(size, MAX_RECORD));
  let at = 0;
  for (const part of parts) {
    if (at + part.length > whole.length) break;
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
