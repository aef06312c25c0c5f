// The files of a git work tree that git does not ignore, as a listing of folders.
import type { FolderEntry, Host } from '../../../../src-shared/host/host';
import { nameOf } from '../../../../src-shared/host/node/byteNames';
import { decodeUtf8 } from '../../../../src-shared/host/node/decodeUtf8';
import { dirname, isInside, join } from '../../../../src-shared/host/paths';
import { isPackage } from '../../../../src-shared/repro/files/packageFolder';

/** The part of a work tree that git lists. */
export interface GitListing {
  /** The wanted files and the links of a folder, and its folders that contain some or that git could not open; of a package of `kyn evidence`, all. */
  readonly readFolder: Host['readFolder'];
  /** The nested repositories that were listed so far. */
  readonly nested: () => readonly string[];
}

/** Asks git for the files below a folder; undefined where git does not answer. Only wanted files are kept, because there may be millions of others. */
export async function gitListing(
  host: Host,
  top: string,
  isWanted: (path: string) => boolean,
): Promise<GitListing | undefined> {
  const listed = await host.git(top, ['ls-files', '--cached', '--others', '--exclude-standard', '--stage', '-z']);
  if (!listed.ok) return undefined;
  const files = new Set<string>();
  const repositories = new Set<string>();
  const folders = new Set<string>();
  const addFolders = (folder: string): void => {
    for (let at = folder; at.length >= top.length && !folders.has(at); at = dirname(at)) folders.add(at);
  };
  for (const entry of entriesOf(listed.stdout)) {
    const { name, isRepository, isLink } = readEntry(entry);
    if (!isRepository && !isLink && !isWanted(name)) continue;
    const path = join(top, name);
    (isRepository ? repositories : files).add(path);
    addFolders(dirname(path));
  }
  // Git does not report what is in these, so the search has to find out that it cannot be read.
  for (const folder of listed.unopened ?? []) if (isInside(top, folder)) addFolders(folder);
  const nested = new Set<string>();
  const isListed = (path: string, kind: FolderEntry['kind']): boolean => {
    if (kind !== 'folder') return files.has(path);
    if (repositories.has(path)) nested.add(path);
    return folders.has(path) && !repositories.has(path);
  };
  const readFolder: Host['readFolder'] = folder => {
    const read = host.readFolder(folder);
    // The search leaves out packages, and recognizes them by names that are not wanted.
    if (!read.ok || (folder !== top && isPackage(host, folder, read.entries))) return read;
    return { ok: true, entries: read.entries.filter(e => isListed(join(folder, e.name), e.kind)) };
  };
  return { readFolder, nested: () => [...nested] };
}

// The whole output is decoded at once where it can be, which takes a small part of the time.
function* entriesOf(listed: Uint8Array): Generator<string, void> {
  const text = decodeUtf8(listed);
  const all: { readonly length: number } = text ?? listed;
  for (let at = 0; at < all.length; ) {
    const found = text === undefined ? listed.indexOf(0, at) : text.indexOf('\0', at);
    const end = found < 0 ? all.length : found;
    yield text === undefined ? nameOf(listed.subarray(at, end)) : text.slice(at, end);
    at = end + 1;
  }
}

interface Entry {
  readonly name: string;
  readonly isRepository: boolean;
  /** Whether it is or may be a symbolic link, which may lead to a folder. */
  readonly isLink: boolean;
}

// A tracked file is listed with mode, hash and stage. A submodule and a link have their own modes; an untracked repository ends with a slash. Untracked
// links are listed like files, so all names without an ending are kept, as folders have.
function readEntry(entry: string): Entry {
  const [tracked, mode] = /^(\d{6}) [0-9a-f]+ \d\t/.exec(entry) ?? [];
  return tracked === undefined
    ? { name: entry, isRepository: entry.endsWith('/'), isLink: !/\.[^/]*$/.test(entry) }
    : { name: entry.slice(tracked.length), isRepository: mode === '160000', isLink: mode === '120000' };
}
