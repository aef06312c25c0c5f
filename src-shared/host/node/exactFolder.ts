// The entries of a folder with their exact names, also where a name is not UTF-8.
import { lstatSync, readdirSync } from 'node:fs';
import type { FolderEntry, FolderResult } from '../host';
import { join } from '../paths';
import { nameOf, systemPath } from './byteNames';
import { readFolder } from './readFile';

// Node puts it in place of bytes that are not UTF-8.
const REPLACEMENT = '\ufffd';

/** As `readFolder`. A folder is read a second time only if one of its names may not be UTF-8. */
export function readExactFolder(path: string): FolderResult {
  const read = readFolder(path);
  if (!read.ok || process.platform === 'win32' || !read.entries.some(e => e.name.includes(REPLACEMENT))) return read;
  try {
    const names = readdirSync(systemPath(path), { encoding: 'buffer' }).map(nameOf);
    return { ok: true, entries: names.map(name => entryAt(path, name)) };
  } catch {
    return read;
  }
}

function entryAt(folder: string, name: string): FolderEntry {
  const info = lstatSync(systemPath(join(folder, name)), { throwIfNoEntry: false });
  return { name, kind: info?.isFile() ? 'file' : info?.isDirectory() ? 'folder' : 'other' };
}
