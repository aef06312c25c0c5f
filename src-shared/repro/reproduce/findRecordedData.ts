// Finds the data that a run recorded by its SHA-256: where the spec names it, behind a pointer of Git LFS or DVC, or in the commit of the spec.

import { gitText } from '../../host/gitOutput';
import type { Host, StopSignal } from '../../host/host';
import { dirname, join, joinWritten } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { repositoryOf } from '../../host/repositoryOf';
import { dataPointer } from '../../text/dataPointer';
import { firstFew } from '../../text/firstFew';
import { dvcFileOf } from '../data/dvcSource';
import { recordedLineEnds } from '../data/lineEnds';
import { pointerAt } from '../data/pointerAt';
import { shortHash } from '../hash/configHash';
import { type Commit, fileAt } from './gitVersion';
import type { Step } from './reproduction';

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

/** The file to train on, if there is one, and the step that reports it. */
export interface RecordedDataResult {
  readonly path?: string;
  readonly step: Step;
}

/** Finds the data of a run. A candidate that cannot be used does not end the search, and is reported. */
export async function findRecordedData(search: RecordedDataSearch): Promise<RecordedDataResult> {
  const { host, places, hash, label } = search;
  const existing = places.filter(path => host.stat(path)?.kind === 'file');
  if (typeof hash !== 'string') return withoutHash(search, existing, hash);
  const { same, differing, unread, isCancelled } = await compareHashes(search, existing, hash);
  if (isCancelled) return resultOf('unknown', ['The search for the data was cancelled.']);
  const notes = unread.map(({ path, reason }) => `${label(path)} cannot be read: ${reason}.`);
  const others = differing.map(path => `${label(path)}, which is looked for first, is another version.`);
  if (same !== undefined)
    return resultOf(
      'confirmed',
      [`${label(same)} has the recorded hash ${shortHash(hash)}.`, ...others, ...notes],
      same,
    );
  const stored = (await inLfs(search, existing, hash)) ?? (await inDvc(search, hash)) ?? (await inCommit(search, hash));
  if (stored) return resultOf('confirmed', [stored.detail, ...others, ...notes], stored.path);
  const [path] = differing;
  if (path !== undefined)
    return resultOf('contradicted', [...differing.map(p => differenceText(search, p, hash)), ...notes], path);
  const unseen = places.filter(place => !unread.some(u => u.path === place));
  const isDetermined = unseen.length > 0 || notes.length === 0;
  return resultOf('unknown', [...notes, ...(isDetermined ? [missingText({ ...search, places: unseen })] : [])]);
}

const MAX_NAMED = 4;

const resultOf = (state: Step['state'], sentences: readonly string[], path?: string): RecordedDataResult => ({
  step: { name: 'data', state, detail: firstFew(sentences, MAX_NAMED, { text: s => s, separator: ' ' }) },
  ...(path !== undefined && { path }),
});

// The first file that can be read is used, though it may be another one.
function withoutHash(
  search: RecordedDataSearch,
  existing: readonly string[],
  hash: null | undefined,
): RecordedDataResult {
  const { host, label } = search;
  const cause =
    hash === null ? 'The run recorded that its data could not be read' : 'The run does not record the hash of its data';
  const reads = existing.filter(p => !pointerAt(host, p)).map(path => ({ path, read: host.readHead(path, 1) }));
  const notes = reads.flatMap(({ path, read }) =>
    read.ok ? [] : [`${label(path)} cannot be read: ${reasonText(read.reason)}.`],
  );
  const path = reads.find(({ read }) => read.ok)?.path;
  return path === undefined
    ? resultOf('unknown', [`${cause}.`, ...(notes.length > 0 ? notes : [missingText(search)])])
    : resultOf(
        'unknown',
        [`${cause}, so it is not known whether ${label(path)} has the same content.`, ...notes],
        path,
      );
}

/** Candidates by what their hashes show. `same`: the first with the recorded hash; those after it are not read. */
interface ComparedCandidates {
  readonly same?: string;
  readonly differing: readonly string[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  readonly isCancelled: boolean;
}

async function compareHashes(
  { host, signal }: RecordedDataSearch,
  existing: readonly string[],
  hash: string,
): Promise<ComparedCandidates> {
  const [differing, unread]: [string[], { path: string; reason: string }[]] = [[], []];
  for (const path of existing) {
    const hashed = await host.hashFile(path, signal && { signal });
    if (hashed.ok && hashed.hash === hash) return { same: path, differing, unread, isCancelled: false };
    if (hashed.ok) {
      if (!pointerAt(host, path)) differing.push(path);
    } else if (hashed.reason === 'aborted') return { differing, unread, isCancelled: true };
    else unread.push({ path, reason: reasonText(hashed.reason) });
  }
  return { differing, unread, isCancelled: false };
}

interface Stored {
  readonly path: string;
  readonly detail: string;
}

function differenceText({ host, label }: RecordedDataSearch, path: string, hash: string): string {
  const ends = recordedLineEnds(host, path, hash);
  return ends
    ? `${label(path)} differs from the recorded data only in its line ends (recorded: ${ends.recorded.toUpperCase()}, now: ${ends.now.toUpperCase()}), as after a checkout by git. Convert them back to reproduce the run.`
    : `${label(path)} does not have the recorded hash ${shortHash(hash)}. Restore the version of the data that the run used.`;
}

function missingText({ host, places, label }: RecordedDataSearch): string {
  const pointer = places.map(path => ({ path, pointer: pointerAt(host, path) })).find(p => p.pointer);
  if (pointer?.pointer)
    return `${label(pointer.path)} is a ${pointer.pointer.name} pointer, and its content is not on this machine. Run \`${pointer.pointer.fetch}\`.`;
  const dvc = places.map(path => dvcFileOf(host, path)).find(file => file !== undefined);
  if (dvc !== undefined)
    return `The data is tracked by ${label(dvc)}, and its content is not on this machine. Run \`dvc pull\`.`;
  const [first] = places;
  return first === undefined
    ? 'The spec does not determine its data file.'
    : `${label(first)} was not found. Restore the data file that the run used.`;
}

// The content of a pointer: `.git/lfs/objects/ab/cd/<oid>`, in the folder that all worktrees share.
async function inLfs(
  { host, commit, places, label }: RecordedDataSearch,
  existing: readonly string[],
  hash: string,
): Promise<Stored | undefined> {
  const pointers = existing.filter(path => pointerAt(host, path)?.oid === hash);
  const committed = commit ? await committedPointer(host, commit, places, hash) : undefined;
  for (const path of [...pointers, ...(committed === undefined ? [] : [committed])]) {
    const top = repositoryOf(host, dirname(path));
    const folder = top === undefined ? undefined : await gitText(host, top, ['rev-parse', '--git-common-dir']);
    if (top === undefined || !folder?.ok) continue;
    const object = join(join(top, folder.text), `lfs/objects/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`);
    if (await hasHash(host, object, hash))
      return {
        path: object,
        detail: `${label(path)} is a Git LFS pointer, and its content with the recorded hash ${shortHash(hash)} is on this machine.`,
      };
  }
  return undefined;
}

async function committedPointer(
  host: Host,
  commit: Commit,
  places: readonly string[],
  hash: string,
): Promise<string | undefined> {
  for (const path of places) {
    const bytes = await fileAt(host, commit, path);
    const text = bytes && bytes.length < 1024 ? host.decodeUtf8(bytes) : undefined;
    if (text !== undefined && dataPointer(text)?.oid === hash) return path;
  }
  return undefined;
}

// DVC records only an MD5, so the content is hashed.
async function inDvc({ host, places, label }: RecordedDataSearch, hash: string): Promise<Stored | undefined> {
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

async function inCommit(
  { host, commit, places, save, label }: RecordedDataSearch,
  hash: string,
): Promise<Stored | undefined> {
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

/** The places where a path of a spec may lead: relative to each folder in which the run may have worked, then next to the spec. */
export const dataPlaces = (written: string, folders: readonly string[]): string[] => [
  ...new Set(folders.map(folder => joinWritten(folder, written))),
];
