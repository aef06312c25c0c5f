// The file name of the package, and the list of its files.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manifest, root } from '../project.mjs';

/** The path of the package built by `npm run package`. */
export const vsixFile = path.join(root, `${manifest.name}-${manifest.version}.vsix`);

const directoryEnd = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/** The files in a VSIX, [{ name, packed, size }] in bytes, from the central directory at the end of the zip file. */
export function vsixEntries(file) {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(directoryEnd);
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(field => bytes.readUInt16LE(at + field));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, packed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}
