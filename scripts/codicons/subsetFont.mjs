// A TrueType font with some of its glyphs: an icon font has hundreds, and the pages show a few dozen.
import { charMap } from './charMap.mjs';

const HEADER_BYTES = 12;
const RECORD_BYTES = 16;
const CHECKSUM_BASE = 0xb1b0afba;
const LONG_OFFSETS = 1;

/**
 * The font with `.notdef` and the glyphs of the given code points, which are below 0xFFFF. Metrics and outlines stay the same; ligatures and the names
 * of glyphs are left out. Throws if a code point has no glyph, or a glyph is made of others.
 * @param {Buffer} font
 * @param {readonly number[]} codePoints
 */
export function subsetFont(font, codePoints) {
  const tables = readTables(font);
  const points = [...new Set(codePoints)].sort((a, b) => a - b);
  const glyphOf = charMap.read(table(tables, 'cmap'));
  const glyphs = [0, ...points.map(point => glyphOf(point))];
  const outlines = glyphs.map(glyph => outlineOf(tables, glyph));
  return writeFont({
    'OS/2': table(tables, 'OS/2'),
    cmap: charMap.write(points),
    glyf: Buffer.concat(outlines),
    head: withNumber(table(tables, 'head'), 50, LONG_OFFSETS),
    hhea: withNumber(table(tables, 'hhea'), 34, glyphs.length),
    hmtx: Buffer.concat(glyphs.map(glyph => metricsOf(tables, glyph))),
    loca: offsetsOf(outlines),
    maxp: withNumber(table(tables, 'maxp'), 4, glyphs.length),
    name: table(tables, 'name'),
    post: withoutNames(table(tables, 'post')),
  });
}

/** The tables of a font by their tags. */
export function readTables(font) {
  const tables = new Map();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = HEADER_BYTES + i * RECORD_BYTES;
    const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    tables.set(font.toString('latin1', at, at + 4), font.subarray(offset, offset + length));
  }
  return tables;
}

function table(tables, tag) {
  const found = tables.get(tag);
  if (!found) throw new Error(`The font has no table ${tag}.`);
  return found;
}

/** The outline of a glyph, with a length that is a multiple of four. */
export function outlineOf(tables, glyph) {
  const loca = table(tables, 'loca');
  const isLong = table(tables, 'head').readInt16BE(50) === LONG_OFFSETS;
  const offset = at => (isLong ? loca.readUInt32BE(at * 4) : loca.readUInt16BE(at * 2) * 2);
  const outline = table(tables, 'glyf').subarray(offset(glyph), offset(glyph + 1));
  if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new Error(`Glyph ${glyph} is made of other glyphs.`);
  return padded(outline);
}

/** The advance and the left side bearing of a glyph. Glyphs over the number of advances have the last one. */
export function metricsOf(tables, glyph) {
  const hmtx = table(tables, 'hmtx');
  const advances = table(tables, 'hhea').readUInt16BE(34);
  if (glyph < advances) return hmtx.subarray(glyph * 4, glyph * 4 + 4);
  const bearing = advances * 4 + (glyph - advances) * 2;
  return Buffer.concat([hmtx.subarray(advances * 4 - 4, advances * 4 - 2), hmtx.subarray(bearing, bearing + 2)]);
}

function offsetsOf(outlines) {
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  let end = 0;
  for (const [i, outline] of outlines.entries()) {
    end += outline.length;
    loca.writeUInt32BE(end, (i + 1) * 4);
  }
  return loca;
}

function withNumber(bytes, at, number) {
  const copy = Buffer.from(bytes);
  copy.writeUInt16BE(number, at);
  return copy;
}

// Version 3 of the table has no names.
function withoutNames(post) {
  const copy = Buffer.from(post.subarray(0, 32));
  copy.writeUInt32BE(0x0003_0000, 0);
  return copy;
}

function padded(bytes) {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

function checksum(bytes) {
  const whole = padded(bytes);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

function writeFont(tables) {
  const head = Buffer.from(tables.head);
  head.writeUInt32BE(0, 8);
  const entries = Object.entries({ ...tables, head });
  const directory = Buffer.alloc(HEADER_BYTES + entries.length * RECORD_BYTES);
  writeHeader(directory, entries.length);
  let offset = directory.length;
  for (const [i, [tag, bytes]] of entries.entries()) {
    const at = HEADER_BYTES + i * RECORD_BYTES;
    directory.write(tag, at, 'latin1');
    for (const [field, number] of [checksum(bytes), offset, bytes.length].entries())
      directory.writeUInt32BE(number, at + 4 + field * 4);
    offset += padded(bytes).length;
  }
  const join = () => Buffer.concat([directory, ...entries.map(([, bytes]) => padded(bytes))]);
  // The sum over the whole font is made a constant by this number.
  head.writeUInt32BE((CHECKSUM_BASE - checksum(join())) >>> 0, 8);
  return join();
}

function writeHeader(directory, count) {
  const power = Math.floor(Math.log2(count));
  directory.writeUInt32BE(0x0001_0000, 0);
  for (const [i, number] of [count, 2 ** power * 16, power, count * 16 - 2 ** power * 16].entries())
    directory.writeUInt16BE(number, 4 + i * 2);
}
