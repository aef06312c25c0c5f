// A machine that has nothing but the files of a package, so that the readers of runs cannot read anything else, also from an archive.
import type { PackageTexts } from '../../../../src-shared/evidence/checkPackage';
import type { FolderEntry, Host } from '../../../../src-shared/host/host';
import { basename, dirname, join } from '../../../../src-shared/host/paths';

/** The folder in which the machine has the files. */
export const PACKAGE_FOLDER = '/package';

/** The machine. Its files are those of the package that are text. */
export function packageHost(host: Host, { hashes, text }: Pick<PackageTexts, 'hashes' | 'text'>): Host {
  const paths = [...hashes.keys()].map(path => join(PACKAGE_FOLDER, path));
  const entries = entriesOf(paths);
  const contents = new Map<string, Uint8Array>();
  const contentOf = (path: string): Uint8Array => {
    const known = contents.get(path) ?? new TextEncoder().encode(text(path.slice(PACKAGE_FOLDER.length + 1)) ?? '');
    contents.set(path, known);
    return known;
  };
  const files = new Set(paths);
  return {
    ...host,
    readFolder(path) {
      const found = entries.get(path);
      return found ? { ok: true, entries: found } : { ok: false, reason: 'missing' };
    },
    readBytes(path, limit) {
      if (!files.has(path)) return { ok: false, reason: 'missing' };
      const bytes = contentOf(path);
      return bytes.length > (limit ?? bytes.length) ? { ok: false, reason: 'too-large' } : { ok: true, bytes };
    },
    readPart: (path, from, length) =>
      files.has(path)
        ? { ok: true, bytes: contentOf(path).subarray(from, from + length) }
        : { ok: false, reason: 'missing' },
    stat(path) {
      const kind = files.has(path) ? 'file' : entries.has(path) ? 'folder' : undefined;
      if (!kind) return undefined;
      return { kind, size: kind === 'file' ? contentOf(path).length : 0, modified: 0, changed: 0, inode: 0 };
    },
  };
}

// The entries of each folder, up to the root.
function entriesOf(files: readonly string[]): ReadonlyMap<string, readonly FolderEntry[]> {
  const found = new Map<string, FolderEntry[]>();
  const add = (path: string, kind: FolderEntry['kind']): void => {
    const folder = dirname(path);
    const known = found.get(folder);
    const entry = { name: basename(path), kind };
    if (known) known.push(entry);
    else {
      found.set(folder, [entry]);
      if (folder !== dirname(folder)) add(folder, 'folder');
    }
  };
  for (const file of files) add(file, 'file');
  return found;
}
