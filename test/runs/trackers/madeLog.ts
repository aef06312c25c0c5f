// A `.wandb` log made of records, as the client writes it.

const BLOCK = 32 * 1024;
const HEADER = 7;

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];

/** A field of a message: its id, then a text or an inner message. */
export function field(id: number, content: string | readonly Uint8Array[]): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.concat(content);
  return Buffer.concat([Buffer.from([...varint(id * 8 + 2), ...varint(bytes.length)]), bytes]);
}

function checksum(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function fragment(type: number, data: Uint8Array): Uint8Array {
  const whole = Buffer.concat([new Uint8Array(HEADER), data]);
  whole.writeUInt16LE(data.length, 4);
  whole[6] = type;
  whole.writeUInt32LE(checksum(whole.subarray(6)), 0);
  return whole;
}

/** The log with one record, which may be longer than a block. */
export function madeLog(record: Uint8Array): Uint8Array {
  const parts = [Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0])];
  for (let at = 0; at < record.length; ) {
    const data = record.subarray(at, at + BLOCK - HEADER - (at === 0 ? HEADER : 0));
    const [isFirst, isLast] = [at === 0, at + data.length === record.length];
    parts.push(Buffer.from(fragment(isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3, data)));
    at += data.length;
  }
  return new Uint8Array(Buffer.concat(parts));
}
