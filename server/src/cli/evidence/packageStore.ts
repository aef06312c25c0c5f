// Where the files of a package are: in a folder or in a ZIP archive. Links are not followed, and nothing is unpacked to a disk.
import type { Host } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';

/** The files of a package by their paths in it; `others`: the paths of links, devices and pipes. */
export interface PackageStore {
  readonly files: readonly string[];
  readonly others: readonly string[];
  /** The SHA-256 of a file; undefined where it cannot be read. */
  readonly hash: (path: string) => Promise<string | undefined>;
  readonly text: (path: string) => TextResult;
}

const MAX_FILES = 10_000;
const MAX_DEPTH = 50;

/** The files of a folder, or a sentence that states why they are not known. `label`: the folder for people. */
export function folderStore(host: Host, folder: string, label: string): PackageStore | string {
  const top = host.readFolder(folder);
  if (!top.ok) return `${label} cannot be read: ${reasonText(top.reason)}.`;
  const listed = list(host, folder);
  if (typeof listed === 'string') return `${label} cannot be checked: ${listed}.`;
  return {
    ...listed,
    async hash(path) {
      const hashed = await host.hashFile(join(folder, path));
      return hashed.ok ? hashed.hash : undefined;
    },
    text: path => readText(host, join(folder, path)),
  };
}

interface Listed {
  readonly files: string[];
  readonly others: string[];
}

// The paths in a folder, relative to it, or a clause that states why they are not all known.
function list(host: Host, folder: string): Listed | string {
  const found: Listed = { files: [], others: [] };
  const open = [{ path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const at = next;
    const read = host.readFolder(join(folder, at.path));
    if (!read.ok) return `${at.path} cannot be read (${reasonText(read.reason)})`;
    if (at.depth > MAX_DEPTH) return 'its folders are nested too deeply';
    for (const { name, kind } of read.entries) {
      const path = at.path === '' ? name : `${at.path}/${name}`;
      if (kind === 'folder') open.push({ path, depth: at.depth + 1 });
      else found[kind === 'file' ? 'files' : 'others'].push(path);
    }
    if (found.files.length + found.others.length + open.length > MAX_FILES)
      return `it has more than ${MAX_FILES} files`;
  }
  return found;
}
