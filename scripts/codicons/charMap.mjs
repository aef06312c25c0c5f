// The table `cmap` of a TrueType font, which maps code points to glyphs. Only its format 4 is read and written: 16-bit code points in segments.

const WINDOWS = 3;
const UNICODE_BMP = 1;
const LAST = 0xffff;

/** Reads and writes the table. */
export const charMap = { read, write };

/** A function from a code point to its glyph. It throws where there is none. */
function read(cmap) {
  const map = subtable(cmap);
  const bytes = map.readUInt16BE(6);
  const starts = 16 + bytes;
  return point => {
    let at = 0;
    while (at < bytes && map.readUInt16BE(14 + at) < point) at += 2;
    const glyph = at < bytes && map.readUInt16BE(starts + at) <= point ? glyphIn(map, starts + at, point) : 0;
    if (glyph === 0) throw new Error(`The font has no glyph for U+${point.toString(16).toUpperCase()}.`);
    return glyph;
  };
}

function subtable(cmap) {
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = 4 + i * 8;
    const map = cmap.subarray(cmap.readUInt32BE(at + 4));
    if (cmap.readUInt16BE(at) === WINDOWS && cmap.readUInt16BE(at + 2) === UNICODE_BMP && map.readUInt16BE(0) === 4)
      return map;
  }
  throw new Error('The font has no map of 16-bit code points.');
}

// `at`: where the first code point of the segment is. Its delta and its offset follow in the next two arrays, which have the same length.
function glyphIn(map, at, point) {
  const bytes = map.readUInt16BE(6);
  const delta = map.readUInt16BE(at + bytes);
  const offset = map.readUInt16BE(at + 2 * bytes);
  if (offset === 0) return (point + delta) & LAST;
  const glyph = map.readUInt16BE(at + 2 * bytes + offset + (point - map.readUInt16BE(at)) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & LAST;
}

/** The table for sorted code points below 0xFFFF, whose glyphs are 1, 2, 3 and so on. */
function write(points) {
  const segments = [...points.map((point, i) => ({ point, delta: (i + 1 - point) & LAST })), { point: LAST, delta: 1 }];
  const count = segments.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const numbers = [
    // The table has one map, for Windows.
    ...[0, 1, WINDOWS, UNICODE_BMP, 0, 12],
    ...[4, 16 + count * 8, 0, count * 2, power * 2, Math.log2(power), (count - power) * 2],
    ...segments.map(({ point }) => point),
    0,
    ...segments.map(({ point }) => point),
    ...segments.map(({ delta }) => delta),
    ...segments.map(() => 0),
  ];
  const table = Buffer.alloc(numbers.length * 2);
  for (const [i, number] of numbers.entries()) table.writeUInt16BE(number, i * 2);
  return table;
}
