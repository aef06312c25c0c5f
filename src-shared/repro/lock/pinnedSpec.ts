// The spec that a lock pins, and why it could not be read.
import type { FolderEntry } from '../../host/host';
import { basename, dirname, join, relativeTo } from '../../host/paths';
import { reasonText, type TextFailure } from '../../host/readText';
import type { NameDifference } from '../../text/nameForm';
import { specFault, specFaultText } from '../../text/specFault';
import { similarPath } from '../files/similarPath';
import { NOT_CHECKED_OUT } from '../git/sparseCheckout';
import type { ReadFile } from './findLock';
import { isLock, type Lock, readLock, type SourceBase, sourcesOf, sourcesOfBroken } from './lock';

/** The spec that a lock pins. `outside`: its `source_path` leads out of the folders that may be read, so nothing was read there. */
export type Pinned = { readonly state: 'there'; readonly path: string } | NotRead;

/** A spec that exists and differs from the pinned one only in the form of its letters, as `source_path` would name it. */
interface SimilarSource {
  readonly sourcePath: string;
  readonly difference: NameDifference;
}

/** A pinned spec that was not read. `reason` completes "cannot be read: "; `path` is that of the spec. */
export type NotRead =
  | { readonly state: 'outside' }
  | { readonly state: 'missing'; readonly near?: SimilarSource }
  | { readonly state: 'unreadable'; readonly reason: string; readonly path?: string };

/** The location of a lock, the folder that its `source_path` may be relative to, and whether a file may be read because a lock names it. */
export interface LockPlace extends SourceBase {
  readonly mayRead: (path: string) => boolean;
  /** The entries of a folder. */
  readonly entries: (folder: string) => readonly FolderEntry[];
  /** Whether git checks out only some files around a path; see git/sparseCheckout.ts. */
  readonly isSparse: (path: string) => boolean;
}

/**
 * The spec that the text of a lock pins, as far as it can be read; undefined for a lock without one or of an unsupported schema. A lock must not make
 * this tool read arbitrary files.
 */
export function pinnedSpec(text: string, place: LockPlace, read: ReadFile): Pinned | undefined {
  const { mayRead } = place;
  const lock = readLock(text);
  if (isLock(lock) && lock.schema !== 'known') return undefined;
  const named = isLock(lock) ? sourcesOf(lock, place) : sourcesOfBroken(lock, place);
  if (named.length === 0) return undefined;
  const sources = named.filter(mayRead);
  let notRead: NotRead = { state: sources.length > 0 ? 'missing' : 'outside' };
  for (const source of sources) {
    const text = read(source);
    if (text.ok) return { state: 'there', path: source };
    if (notRead.state === 'missing') notRead = notReadBecause(source, text.reason);
  }
  const near = notRead.state === 'missing' && isLock(lock) ? similarSource(lock, place) : undefined;
  if (near) return { state: 'missing', near };
  const left = notRead.state === 'missing' ? sources.find(place.isSparse) : undefined;
  return left === undefined ? notRead : { state: 'unreadable', reason: `it ${NOT_CHECKED_OUT}`, path: left };
}

function similarSource(lock: Lock, place: LockPlace): SimilarSource | undefined {
  const { path, folder, mayRead, entries, resolve } = place;
  for (const from of [dirname(path), ...(folder === undefined ? [] : [folder])]) {
    const [source = path] = sourcesOf(lock, { path: join(from, basename(path)), folder: undefined, resolve });
    const similar = similarPath(entries, from, source);
    if (similar && mayRead(similar.path))
      return { sourcePath: relativeTo(from, similar.path), difference: similar.difference };
  }
  return undefined;
}

/** The state of a pinned spec that cannot be read. Only a file that does not exist is missing. */
export const notReadBecause = (path: string, reason: TextFailure): NotRead =>
  reason === 'missing' ? { state: 'missing' } : { state: 'unreadable', reason: reasonText(reason), path };

/** Why the text of a pinned spec cannot be compared with the pinned version; undefined where it can, or has the same hash. */
export function pinnedFault(
  { path, text }: { readonly path: string; readonly text: string },
  hash: string | undefined,
  locked: string | undefined,
): NotRead | undefined {
  const fault = hash === locked ? undefined : specFault(text);
  return fault && { state: 'unreadable', reason: `it ${specFaultText(fault)}`, path };
}
