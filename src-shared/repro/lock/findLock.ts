// Which lock is a spec's, where a new one goes, and what state a spec is in. The same rules for the editor and the command line.
import type { Host } from '../../host/host';
import { basename, dirname, isInside, join, relativeTo } from '../../host/paths';
import { readText, reasonText, type TextResult } from '../../host/readText';
import { shortHash } from '../hash/configHash';
import { type Lock, readLock, sourcesOf } from './lock';

/** Where a spec lies and what the user set. */
export interface LockSearch {
  /** Absolute path of the spec. */
  readonly spec: string;
  /** The workspace folder, or for the command line the working folder; undefined when there is none. */
  readonly folder: string | undefined;
  /** The setting `kynml.lock.path`; empty when unset. */
  readonly settingPath: string;
  /** This file and no other, whatever its `source_path` says (`--lock`). */
  readonly explicit?: string;
}

/** Reads a file as text; an editor answers from its open buffers first. */
export type ReadFile = (path: string) => TextResult;

/** The state of a spec's lock. `missing` is a case of its own and no mismatch. */
export type LockState = 'locked' | 'drifted' | 'missing' | 'invalid' | 'newer';

/** What was found for a spec. `path` is the lock, or for `invalid` the file that should be one. */
export interface LockReport {
  readonly state: LockState;
  readonly path?: string;
  readonly lock?: Lock;
  /** One sentence for people. */
  readonly message: string;
}

/** A file that may be a lock: read as one, or why it is none; neither when there is no file. */
export type Candidate = { readonly path: string; readonly lock?: Lock; readonly fault?: string };

/** Finds the lock of a spec and compares it with the spec's hash (undefined: the spec has none). */
export function lockReport(search: LockSearch, hash: string | undefined, read: ReadFile): LockReport {
  const found = findLock(search, read);
  if (!found) return { state: 'missing', message: 'No lock pins this spec; create one to be told when it changes.' };
  const name =
    search.folder && isInside(search.folder, found.path) ? relativeTo(search.folder, found.path) : basename(found.path);
  const at = { path: found.path, ...(found.lock && { lock: found.lock }) };
  if (found.fault || !found.lock)
    return { ...at, state: 'invalid', message: `${name} cannot be read as a lock: ${found.fault}.` };
  return { ...at, ...judge(found.lock, hash, name) };
}

function judge(lock: Lock, hash: string | undefined, name: string): { state: LockState; message: string } {
  if (lock.schema === 'newer')
    return {
      state: 'newer',
      message: `${name} has schema version ${lock.schemaVersion}, newer than this tool knows, so it is not judged.`,
    };
  if (lock.schema === 'unknown')
    return { state: 'invalid', message: `${name} has no schema version that this tool knows; regenerate the lock.` };
  if (!lock.configHash)
    return { state: 'invalid', message: `${name} holds no config_hash of 64 hex digits; regenerate the lock.` };
  if (hash === undefined) return { state: 'invalid', message: `The spec has no CONFIG_HASH to compare with ${name}.` };
  if (lock.configHash === hash) return { state: 'locked', message: `The spec is as ${name} pins it.` };
  return { state: 'drifted', message: driftMessage(lock.configHash, hash) };
}

/** What drift means, naming both hashes. */
export const driftMessage = (locked: string, now: string): string =>
  `Spec changed since it was locked (locked ${shortHash(locked)}, now ${shortHash(now)}). Regenerate the lock to accept the change, or see what changed.`;

/** The lock of a spec by its `source_path`; a broken `kynml.lock` above the spec counts when there is no other, for it may be the spec's. */
export function findLock(search: LockSearch, read: ReadFile): Candidate | undefined {
  if (search.explicit !== undefined) return candidate(search.explicit, read);
  let broken: Candidate | undefined;
  for (const path of lockPlaces(search)) {
    const found = candidate(path, read);
    if (!found) continue;
    if (!found.lock) broken ??= found;
    else if (isBeside(path, search) || sourcesOf(found.lock, path, search.folder).includes(search.spec)) return found;
  }
  return broken;
}

const besidePath = (spec: string): string => `${spec}.lock`;
// A lock named after the spec is the spec's, wherever its source_path was written from.
const isBeside = (path: string, search: LockSearch): boolean => path === besidePath(search.spec);

/**
 * All places where the lock of a spec may be, nearest first: `kynml.lock` upwards (of a spec outside of the folder also the folder's, where a new
 * one would be written), the setting's path, `<spec file name>.lock` beside the spec.
 */
export function lockPlaces({ spec, folder, settingPath }: LockSearch): string[] {
  const places: string[] = [];
  const top = folder !== undefined && isInside(folder, spec) ? folder : undefined;
  for (let at = dirname(spec); ; at = dirname(at)) {
    places.push(join(at, 'kynml.lock'));
    if (at === top || dirname(at) === at) break;
  }
  if (folder !== undefined && top === undefined) places.push(join(folder, 'kynml.lock'));
  if (settingPath !== '') places.push(join(folder ?? dirname(spec), settingPath));
  return [...places, besidePath(spec)];
}

function candidate(path: string, read: ReadFile): Candidate | undefined {
  const text = read(path);
  if (!text.ok) return text.reason === 'missing' ? undefined : { path, fault: reasonText(text.reason) };
  const lock = readLock(text.text);
  return lock ? { path, lock } : { path, fault: 'it is no JSON object' };
}

/** Where a lock for a spec is written: over its own lock, else `kynml.lock` in the folder when there is none, else beside the spec. */
export function lockTarget(search: LockSearch, read: ReadFile): Candidate {
  if (search.explicit !== undefined) return candidate(search.explicit, read) ?? { path: search.explicit };
  const own = findLock(search, read);
  if (own?.lock) return own;
  const main = join(search.folder ?? dirname(search.spec), 'kynml.lock');
  const beside = besidePath(search.spec);
  if (!candidate(main, read)) return { path: main };
  return candidate(beside, read) ?? { path: beside };
}

/** The spec that a lock pins. `outside`: its `source_path` leads out of where a lock may make us read, so nothing was looked for there. */
export type Pinned = { readonly state: 'there'; readonly path: string } | { readonly state: 'missing' | 'outside' };

/** Where a lock lies, the folder that its `source_path` may count from, and whether a file may be read because a lock names it. */
export interface LockPlace {
  readonly path: string;
  readonly folder: string | undefined;
  readonly mayRead: (path: string) => boolean;
}

/** The spec that a lock's text pins; undefined when the text pins none that we can judge. A lock is somebody's text and must not make us read any file. */
export function pinnedSpec(text: string, { path, folder, mayRead }: LockPlace, read: ReadFile): Pinned | undefined {
  const lock = readLock(text);
  if (lock?.schema !== 'known' || lock.sourcePath === undefined) return undefined;
  const sources = sourcesOf(lock, path, folder).filter(mayRead);
  const found = sources.find(source => read(source).ok);
  return found === undefined ? { state: sources.length > 0 ? 'missing' : 'outside' } : { state: 'there', path: found };
}

/** Reads files straight from a host. */
export const readFrom =
  (host: Host): ReadFile =>
  path =>
    readText(host, path);
