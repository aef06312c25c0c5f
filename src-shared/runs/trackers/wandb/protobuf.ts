// The fields of a message of Protocol Buffers, without its schema. Reading never fails: a message that is damaged ends at the damage.

/** A field: a number, or the bytes of a text or an inner message. */
export interface Field {
  readonly id: number;
  readonly number?: bigint;
  readonly bytes?: Uint8Array;
}

/** The fields in their order. */
export function* fieldsOf(message: Uint8Array): Generator<Field, void> {
  const reader = { bytes: message, at: 0 };
  while (reader.at < message.length) {
    const tag = varint(reader);
    if (tag === undefined || tag >> 3n === 0n) return;
    const field = fieldOf(reader, Number(tag >> 3n), Number(tag & 7n));
    if (!field) return;
    yield field;
  }
}

/** The first field with an id; undefined without one. */
export function fieldWith(message: Uint8Array | undefined, id: number): Field | undefined {
  for (const field of message ? fieldsOf(message) : []) if (field.id === id) return field;
  return undefined;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function fieldOf(reader: Reader, id: number, wire: number): Field | undefined {
  if (wire === 0) {
    const number = varint(reader);
    return number === undefined ? undefined : { id, number };
  }
  const length = wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? Number(varint(reader) ?? -1n) : -1;
  if (length < 0 || length > reader.bytes.length - reader.at) return undefined;
  const bytes = reader.bytes.subarray(reader.at, reader.at + length);
  reader.at += length;
  return { id, bytes };
}

const MAX_VARINT = 10;

function varint(reader: Reader): bigint | undefined {
  let value = 0n;
  for (let i = 0; i < MAX_VARINT; i++) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return value;
  }
  return undefined;
}
