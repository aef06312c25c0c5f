// The stores that may have data with a recorded hash although the file is not in its place: Git LFS, DVC, and the commit of the spec.
import { gitText } from '../../host/gitOutput';
import type { Host, StopSignal } from '../../host/host';
import { dirname, join } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';
import { type DataPointer, dataPointer, MAX_DATA_POINTER_BYTES } from '../../text/dataPointer';
import { shortHash } from '../../text/hashForm';
import { dvcFileOf } from '../data/dvcSource';
import { type Commit, fileAt } from './gitVersion';

/** A search for data. `places`: absolute paths where it may be, the most likely first. */
export interface RecordedDataSearch {
  readonly host: Host;
  readonly places: readonly string[];
  /** The recorded hash; null where the run recorded that its data could not be read. */
  readonly hash: string | null | undefined;
  readonly commit?: Commit | undefined;
  /** Writes data of a commit into the temporary folder and returns its path; undefined where that fails. */
  readonly save: (bytes: Uint8Array) => Promise<string | undefined>;
  readonly label: (path: string) => string;
  readonly signal?: StopSignal;
}

/** The same while it runs. `pointerOf`: the pointer at a path, which is read once. */
export interface RunningDataSearch extends RecordedDataSearch {
  readonly pointerOf: (path: string) => DataPointer | undefined;
}

/** Data in a store; `detail`: a sentence. */
export interface StoredData {
  readonly path: string;
  readonly detail: string;
}

/** A pointer to the data with a recorded hash. `isCommitted`: it is in the commit of the spec, and another file is in its place now. */
export interface PointerToData {
  readonly path: string;
  readonly pointer: DataPointer;
  readonly isCommitted: boolean;
}

type Search = Omit<RunningDataSearch, 'hash'> & { readonly hash: string };

/** The pointers that state the recorded hash; `existing`: the files in the places of the data. */
export async function pointersTo(search: Search, existing: readonly string[]): Promise<readonly PointerToData[]> {
  const { host, commit, places, hash, pointerOf } = search;
  const present = existing.flatMap(path => {
    const pointer = pointerOf(path);
    return pointer?.oid === hash ? [{ path, pointer, isCommitted: false }] : [];
  });
  for (const path of commit ? places : []) {
    const bytes = commit && (await fileAt(host, commit, path));
    const text = bytes && bytes.length < MAX_DATA_POINTER_BYTES ? host.decodeUtf8(bytes) : undefined;
    const pointer = text === undefined ? undefined : dataPointer(text);
    if (pointer?.oid === hash) return [...present, { path, pointer, isCommitted: true }];
  }
  return present;
}

/** The first store that has the data. */
export const storedData = async (search: Search, pointers: readonly PointerToData[]): Promise<StoredData | undefined> =>
  (await inLfs(search, pointers)) ?? (await inDvc(search)) ?? (await inCommit(search));

// The content of a pointer, also where git-annex took the place of Git LFS: `.git/lfs/objects/ab/cd/<oid>`, in the folder that all worktrees share.
async function inLfs(
  { host, label, hash }: Search,
  pointers: readonly PointerToData[],
): Promise<StoredData | undefined> {
  for (const { path, pointer } of pointers) {
    const top = repositoryOf(host, dirname(path));
    const folder = top === undefined ? undefined : await gitText(host, top, ['rev-parse', '--git-common-dir']);
    if (top === undefined || !folder?.ok) continue;
    const object = join(join(top, folder.text), `lfs/objects/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`);
    if (await hasHash(host, object, hash))
      return {
        path: object,
        detail: `${label(path)} is a ${pointer.name} pointer, and its content with the recorded hash ${shortHash(hash)} is on this machine.`,
      };
  }
  return undefined;
}

// DVC records only an MD5, so the content is hashed.
async function inDvc({ host, places, label, hash }: Search): Promise<StoredData | undefined> {
  for (const path of places) {
    const file = dvcFileOf(host, path);
    const read = file === undefined ? undefined : host.readBytes(file, MAX_DVC_FILE);
    const text = read?.ok ? host.decodeUtf8(read.bytes) : undefined;
    for (const object of file === undefined ? [] : dvcObjects(host, file, text ?? ''))
      if (await hasHash(host, object, hash))
        return {
          path: object,
          detail: `The data is tracked by ${label(file ?? '')}, and its content with the recorded hash ${shortHash(hash)} is in the cache of DVC.`,
        };
  }
  return undefined;
}

const MAX_DVC_FILE = 64 * 1024;

// The files of the cache that a DVC file names: its outputs and what they were imported from. Of a folder it names only a list of files.
const dvcObjects = (host: Host, file: string, text: string): string[] =>
  [...text.matchAll(/^(?:-? {1,16})md5: {0,8}['"]?([0-9a-f]{2})([0-9a-f]{30})['"]?[ \r]{0,8}$/gm)].flatMap(
    ([, start, rest]) =>
      cachesAbove(host, dirname(file)).flatMap(cache =>
        ['files/md5/', ''].map(part => join(cache, `${part}${start}/${rest}`)),
      ),
  );

function cachesAbove(host: Host, folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const cache = join(at, '.dvc/cache');
    if (host.stat(cache)?.kind === 'folder') found.push(cache);
    if (dirname(at) === at) return found;
  }
}

async function hasHash(host: Host, path: string, hash: string): Promise<boolean> {
  if (host.stat(path)?.kind !== 'file') return false;
  const hashed = await host.hashFile(path);
  return hashed.ok && hashed.hash === hash;
}

async function inCommit({ host, commit, places, save, label, hash }: Search): Promise<StoredData | undefined> {
  for (const path of commit ? places : []) {
    const bytes = commit && (await fileAt(host, commit, path));
    if (!bytes || host.sha256(bytes) !== hash) continue;
    const saved = await save(bytes);
    if (saved !== undefined)
      return {
        path: saved,
        detail: `${label(path)} has the recorded hash ${shortHash(hash)} in the commit of the spec.`,
      };
  }
  return undefined;
}
