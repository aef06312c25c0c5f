// Finds the data that a run recorded by its SHA-256: where the spec names it, behind a pointer of Git LFS or DVC, or in the commit of the spec.
import { memoized } from '../../host/memoized';
import { dirname, joinWritten } from '../../host/paths';
import { reasonText } from '../../host/readText';
import type { DataPointer } from '../../text/dataPointer';
import { firstSentences } from '../../text/firstFew';
import { shortHash } from '../../text/hashForm';
import { differenceText } from '../../text/nameForm';
import { dvcFileOf } from '../data/dvcSource';
import { recordedLineEnds } from '../data/lineEnds';
import { pointerAt } from '../data/pointerAt';
import { similarPath } from '../files/similarPath';
import type { Step } from './reproduction';
import {
  type PointerToData,
  pointersTo,
  type RecordedDataSearch,
  type RunningDataSearch,
  storedData,
} from './storedData';

/** The file to train on, if there is one, and the step that reports it. */
export interface RecordedDataResult {
  readonly path?: string;
  readonly step: Step;
}

/** Finds the data of a run. A candidate that cannot be used does not end the search, and is reported. */
export async function findRecordedData(request: RecordedDataSearch): Promise<RecordedDataResult> {
  const { host, places, hash, label } = request;
  const pointerOf = memoized((path: string) => pointerAt(host, path));
  const search: RunningDataSearch = { ...request, pointerOf };
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
  const recorded = { ...search, hash };
  const pointers = await pointersTo(recorded, existing);
  const stored = await storedData(recorded, pointers);
  if (stored) return resultOf('confirmed', [stored.detail, ...others, ...notes], stored.path);
  const [pointer] = pointers;
  if (pointer) return resultOf('confirmed', [pointerText(recorded, pointer), ...others, ...notes]);
  if (differing.length > 0) {
    const file = differing.find(path => !pointerOf(path));
    return resultOf('contradicted', [...differing.map(p => versionText(recorded, p)), ...notes], file);
  }
  const unseen = places.filter(place => !unread.some(u => u.path === place));
  const isDetermined = unseen.length > 0 || notes.length === 0;
  return resultOf('unknown', [...notes, ...(isDetermined ? [await missingText({ ...search, places: unseen })] : [])]);
}

const MAX_NAMED = 4;

const resultOf = (state: Step['state'], sentences: readonly string[], path?: string): RecordedDataResult => ({
  step: { name: 'data', state, detail: firstSentences(sentences, MAX_NAMED) },
  ...(path !== undefined && { path }),
});

// The first file that can be read is used, though it may be another one.
async function withoutHash(
  search: RunningDataSearch,
  existing: readonly string[],
  hash: null | undefined,
): Promise<RecordedDataResult> {
  const { host, label, pointerOf } = search;
  const cause =
    hash === null ? 'The run recorded that its data could not be read' : 'The run does not record the hash of its data';
  const reads = existing.filter(p => !pointerOf(p)).map(path => ({ path, read: host.readHead(path, 1) }));
  const notes = reads.flatMap(({ path, read }) =>
    read.ok ? [] : [`${label(path)} cannot be read: ${reasonText(read.reason)}.`],
  );
  const path = reads.find(({ read }) => read.ok)?.path;
  return path === undefined
    ? resultOf('unknown', [`${cause}.`, ...(notes.length > 0 ? notes : [await missingText(search)])])
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
  { host, signal, pointerOf }: RunningDataSearch,
  existing: readonly string[],
  hash: string,
): Promise<ComparedCandidates> {
  const [differing, unread]: [string[], { path: string; reason: string }[]] = [[], []];
  for (const path of existing) {
    const hashed = await host.hashFile(path, signal && { signal });
    if (hashed.ok && hashed.hash === hash) return { same: path, differing, unread, isCancelled: false };
    if (hashed.ok) {
      if (statesOther(pointerOf(path), hash)) differing.push(path);
    } else if (hashed.reason === 'aborted') return { differing, unread, isCancelled: true };
    else unread.push({ path, reason: reasonText(hashed.reason) });
  }
  return { differing, unread, isCancelled: false };
}

// A pointer that does not state the hash of its data says nothing about it.
const statesOther = (pointer: DataPointer | undefined, hash: string): boolean =>
  !pointer || (pointer.oid !== undefined && pointer.oid !== hash);

type WithHash = Pick<RunningDataSearch, 'host' | 'label' | 'pointerOf'> & { readonly hash: string };

function versionText({ host, label, hash, pointerOf }: WithHash, path: string): string {
  const pointer = pointerOf(path);
  if (pointer?.oid !== undefined)
    return `${label(path)} is a ${pointer.name} pointer to data with the hash ${shortHash(pointer.oid)} and not with the recorded hash ${shortHash(hash)}. Restore the version of the data that the run used.`;
  const ends = recordedLineEnds(host, path, hash);
  return ends
    ? `${label(path)} differs from the recorded data only in its line ends (recorded: ${ends.recorded.toUpperCase()}, now: ${ends.now.toUpperCase()}), as after a checkout by git. Convert them back to reproduce the run.`
    : `${label(path)} does not have the recorded hash ${shortHash(hash)}. Restore the version of the data that the run used.`;
}

function pointerText({ label, hash }: WithHash, { path, pointer, isCommitted }: PointerToData): string {
  const place = isCommitted ? 'In the commit of the spec, ' : '';
  return `${place}${label(path)} is a ${pointer.name} pointer to data with the recorded hash ${shortHash(hash)}. The data is not on this machine. Run \`${pointer.fetch}\` to fetch it.`;
}

async function missingText(search: RunningDataSearch): Promise<string> {
  const { host, places, label, pointerOf } = search;
  const pointer = places.map(path => ({ path, pointer: pointerOf(path) })).find(p => p.pointer);
  if (pointer?.pointer)
    return `${label(pointer.path)} is a ${pointer.pointer.name} pointer, and its content is not on this machine. Run \`${pointer.pointer.fetch}\`.`;
  const dvc = places.map(path => dvcFileOf(host, path)).find(file => file !== undefined);
  if (dvc !== undefined)
    return `The data is tracked by ${label(dvc)}, and its content is not on this machine. Run \`dvc pull\`.`;
  return places[0] === undefined ? 'The spec does not determine its data file.' : absentText(search);
}

// Why there is no file at a place, or the file that may have been meant.
async function absentText({ host, places, label, hash, signal }: RunningDataSearch): Promise<string> {
  for (const path of places) {
    const near = similarPath(folder => host.list(folder), existingFolder(host, path), path);
    if (!near || host.stat(near.path)?.kind !== 'file') continue;
    const name = label(near.path);
    const missing = `${label(path)} was not found. `;
    const meant = `Did you mean ${name}, ${differenceText(near.difference)}?`;
    const hashed = typeof hash === 'string' ? await host.hashFile(near.path, signal && { signal }) : undefined;
    if (!hashed?.ok) return `${missing}${meant} Its content was not compared with that of the run.`;
    return hashed.hash === hash
      ? `${missing}${meant} It has the recorded hash ${shortHash(hash)}. Rename it, so that it is found.`
      : `${missing}${name}, ${differenceText(near.difference)}, does not have the recorded hash ${shortHash(`${hash}`)}. Restore the data file that the run used.`;
  }
  const [first = ''] = places;
  const read = host.readHead(first, 1);
  if (!read.ok && read.reason === 'not-loaded')
    return `${label(first)} cannot be checked in the browser: files of data are not loaded.`;
  return read.ok || read.reason === 'missing'
    ? `${label(first)} was not found. Restore the data file that the run used.`
    : `${label(first)} cannot be read: ${reasonText(read.reason)}. Restore the data file that the run used.`;
}

function existingFolder(host: RecordedDataSearch['host'], path: string): string {
  let folder = dirname(path);
  while (dirname(folder) !== folder && host.stat(folder)?.kind !== 'folder') folder = dirname(folder);
  return folder;
}

/** The places where a path of a spec may lead: relative to each folder in which the run may have worked, then next to the spec. */
export const dataPlaces = (written: string, folders: readonly string[]): string[] => [
  ...new Set(folders.map(folder => joinWritten(folder, written))),
];
