// A machine on which a folder has the files of an archive, and there is nothing else to read. Its readers need not know that it is an archive.
import type { FolderEntry, Host, ReadResult } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';

/** The machine. `folder`: where the files are, absolute; `contentOf`: undefined for a file that is damaged. */
export function archiveHost(
  host: Host,
  folder: string,
  {
    files,
    contentOf,
  }: { readonly files: readonly string[]; readonly contentOf: (path: string) => Uint8Array | undefined },
): Host {
  const paths = new Map(files.map(path => [join(folder, path), path]));
  const folders = foldersOf(folder, [...paths.keys()]);
  const readBytes = (path: string, limit = Number.POSITIVE_INFINITY): ReadResult => {
    const name = paths.get(path);
    if (name === undefined) return { ok: false, reason: folders.has(path) ? 'folder' : 'missing' };
    const bytes = contentOf(name);
    if (!bytes) return { ok: false, reason: 'unreadable' };
    return bytes.length > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes };
  };
  const readPart = (path: string, from: number, length: number): ReadResult => {
    const read = readBytes(path);
    return read.ok ? { ok: true, bytes: read.bytes.subarray(from, from + length) } : read;
  };
  return {
    ...host,
    readBytes,
    readPart,
    readHead: (path, length) => readPart(path, 0, length),
    readFolder(path) {
      const entries = folders.get(path);
      return entries ? { ok: true, entries } : { ok: false, reason: 'missing' };
    },
    list: path => folders.get(path) ?? [],
    stat(path) {
      const read = readBytes(path);
      if (!read.ok && read.reason !== 'folder') return undefined;
      const [kind, size] = read.ok ? (['file', read.bytes.length] as const) : (['folder', 0] as const);
      return { kind, size, modified: 0, changed: 0, inode: 0 };
    },
    realPath: path => (paths.has(path) || folders.has(path) ? path : undefined),
    linkTarget: () => undefined,
  };
}

// The entries of each folder, from the top down to the files.
function foldersOf(top: string, files: readonly string[]): Map<string, FolderEntry[]> {
  const folders = new Map<string, FolderEntry[]>([[top, []]]);
  const add = (path: string, kind: FolderEntry['kind']): void => {
    const around = dirname(path);
    if (!folders.has(around)) {
      folders.set(around, []);
      add(around, 'folder');
    }
    folders.get(around)?.push({ name: path.slice(around.length + 1), kind });
  };
  for (const file of files) add(file, 'file');
  return folders;
}
