// Finds the lock of a spec, the place of a new lock, and the state of the spec. The editor and the command line use the same rules.
import { lockNewer } from '../../artifacts/findings/lockNewer';
import type { Host } from '../../host/host';
import { memoized } from '../../host/memoized';
import { basename, dirname, goesUp, isInside, join, joinWritten, relativeTo } from '../../host/paths';
import { readText, type TextResult } from '../../host/readText';
import type { ChangesSinceVersion } from '../../kyn/training/specChanges';
import type { Diagnostic } from '../../text/diagnostic';
import { isNumberOfSchema } from '../../text/lockSchema';
import { differenceText, nameDifference } from '../../text/nameForm';
import { oneLine } from '../../text/oneLine';
import { span } from '../../text/span';
import { type SpecFault, specFault } from '../../text/specFault';
import { lockDrift } from '../findings/lockDrift';
import { type LockProblem, lockUnreadable } from '../findings/lockUnreadable';
import { isLock, type Lock, readLock, type SourceBase, sourcesOf, sourcesOfBroken } from './lock';
import { type LockFault, problemOf, readFault, textFault } from './lockFault';
import type { PlaceReason } from './lockRule';

/** The location of a spec and the user's settings. */
export interface LockSearch {
  /** Absolute path of the spec. */
  readonly spec: string;
  /** The workspace folder, or for the command line the working folder; undefined where neither exists. */
  readonly folder: string | undefined;
  /** The setting `kynml.lock.path`; empty when unset. */
  readonly settingPath: string;
  /** Use only this file, with any `source_path` (`--lock`). */
  readonly explicit?: string;
  /** The path after following links; undefined for a file that does not exist. Called once for a path, and not where a lock names the spec as written. */
  readonly realPath: (path: string) => string | undefined;
  /** A path without `..`, as `resolveParents` resolves it. Called once for a path, and only for one with `..`. */
  readonly resolve: (path: string) => string;
  /** The folder, for people, that a lock leads out of through a link (`lockLeadsOut`), so that it is the lock of another project; otherwise undefined. */
  readonly leadsOutOf: (lock: string) => string | undefined;
}

/** Reads a file as text. An editor uses its open buffers first. */
export type ReadFile = (path: string) => TextResult;

/** The state of a spec's lock. `missing` is a separate state, not a mismatch. */
export type LockState = 'locked' | 'drifted' | 'missing' | 'invalid' | 'newer';

/** The lock of a spec. `path` is the lock, or for `invalid` the file that should be one. */
export interface LockReport {
  readonly state: LockState;
  readonly path?: string;
  readonly lock?: Lock;
  /** For people; the message of `finding` where there is one. */
  readonly message: string;
  /** What to report on the spec; its span is empty. */
  readonly finding?: Diagnostic;
}

/** A file that exists and may be a lock: the lock, or why it cannot be read as one. */
type FoundLock =
  | { readonly path: string; readonly lock: Lock; readonly fault?: undefined }
  | { readonly path: string; readonly lock?: undefined; readonly fault: LockFault };

/** A place of a lock; without `lock` and `fault` the file does not exist. */
export type Candidate = FoundLock | { readonly path: string; readonly lock?: undefined; readonly fault?: undefined };

/** The settings that differ between the spec and the version with a locked hash; undefined where that version is not available. */
export type ChangesSince = (locked: string) => ChangesSinceVersion | undefined;

/** What only a report about drift needs. */
interface DriftDetails {
  readonly changesSince?: ChangesSince;
  /** What is in the file instead of a spec; by default, the text of the spec is searched for it. */
  readonly fault?: () => SpecFault | undefined;
}

/** Finds the lock of a spec and compares it with the spec's hash (undefined: the spec has none). */
export function lockReport(
  requested: LockSearch,
  hash: string | undefined,
  read: ReadFile,
  { changesSince = () => undefined, fault: faultOf = () => faultAt(requested.spec, read) }: DriftDetails = {},
): LockReport {
  const search = followingOnce(requested);
  const found = findLock(search, read);
  if (!found) return { state: 'missing', message: missingText(search, read) };
  const { path, lock, fault } = found;
  const name = lockName(path, search);
  const isUnnamed = mayBeOfAny(found, search) && path !== search.explicit;
  return lock
    ? { path, lock, ...stateOf(lock, { isUnnamed, hash, changesSince, fault: faultOf }, name) }
    : { path, ...reported('invalid', unusable(name, problemOf(fault))) };
}

/** The name of a lock for people: relative to the folder, its last part outside of it, and in full where a user gave it: of /dev/null, the last part would look like a file here. */
export function lockName(path: string, { folder, explicit }: LockSearch): string {
  if (folder && isInside(folder, path)) return relativeTo(folder, path);
  return path === explicit ? path : basename(path);
}

// A lock that was made where case or Unicode forms do not matter may name this spec in another form.
function missingText(search: LockSearch, read: ReadFile): string {
  // The lock of another existing file is correct. Where case does not matter, both names are one file with one text.
  const isOther = (path: string): boolean => {
    const [other, spec] = [read(path), read(search.spec)];
    return other.ok && spec.ok && other.text !== spec.text;
  };
  for (const path of search.explicit === undefined ? lockPlaces(search) : []) {
    const lock = candidate(path, search, read)?.lock;
    const sources = lock ? sourcesOf(lock, { ...search, path }) : [];
    const differences = sources.some(isOther) ? [] : sources.map(s => nameDifference(s, search.spec));
    const difference = differences.find(d => d !== undefined);
    if (difference)
      return `${basename(path)} names ${oneLine(lock?.sourcePath ?? '')}, ${differenceText(difference)} from this spec, so the spec does not have a lock. Correct \`source_path\`.`;
  }
  return 'This spec does not have a lock. Create one to detect changes.';
}

// To follow links takes several calls of the system, and a report needs the same paths more than once.
const followingOnce = (search: LockSearch): LockSearch => ({
  ...search,
  realPath: memoized(search.realPath),
  resolve: memoized(search.resolve),
  leadsOutOf: memoized(search.leadsOutOf),
});

type LockResult = Pick<LockReport, 'state' | 'message' | 'finding'>;

// The caller decides where a finding is shown.
const NOWHERE = span(0, 0);

const reported = (state: LockState, finding: Diagnostic): LockResult => ({ state, message: finding.message, finding });

const unusable = (lock: string, problem: LockProblem): Diagnostic => lockUnreadable.report({ lock, problem }, NOWHERE);

interface SpecVersion extends Required<DriftDetails> {
  /** Whether the lock does not name any spec, not even by its own name. */
  readonly isUnnamed: boolean;
  readonly hash: string | undefined;
}

function faultAt(path: string, read: ReadFile): SpecFault | undefined {
  const spec = read(path);
  return spec.ok ? specFault(spec.text) : undefined;
}

function stateOf(
  { schema, schemaVersion = '', configHash }: Lock,
  { isUnnamed, hash, changesSince, fault }: SpecVersion,
  name: string,
): LockResult {
  if (schema === 'newer') return reported('newer', lockNewer.report({ lock: name, version: schemaVersion }, NOWHERE));
  if (schema === 'unknown')
    return reported('invalid', unusable(name, isNumberOfSchema(schemaVersion) ? 'number-schema' : 'unknown-schema'));
  if (configHash === undefined) return reported('invalid', unusable(name, 'no-hash'));
  if (hash === undefined) return reported('invalid', unusable(name, 'spec-without-hash'));
  if (configHash === hash) return { state: 'locked', message: `The spec matches ${name}.` };
  if (isUnnamed) return reported('invalid', unusable(name, 'no-source'));
  const found = fault();
  if (found) return reported('invalid', unusable(name, { specFault: found }));
  const changes = changesSince(configHash);
  return reported('drifted', lockDrift.report({ lock: name, locked: configHash, current: hash, changes }, NOWHERE));
}

/**
 * The lock of a spec, by `source_path`: one that names the path as written, otherwise one that names the same file through a link, otherwise the lock of the
 * file that the path links to. Also a broken lock, if its readable part names the spec; otherwise a lock in a parent folder that is broken or has no
 * `source_path`, because it may be the spec's.
 */
export function findLock(search: LockSearch, read: ReadFile): FoundLock | undefined {
  if (search.explicit !== undefined) return candidate(search.explicit, search, read);
  const others: FoundLock[] = [];
  for (const path of placesOf(search)) {
    const found = candidate(path, search, read);
    if (!found) continue;
    if (namesPath(found, search) || (found.lock && isBeside(path, search))) return found;
    others.push(found);
  }
  const throughLink = others.find(found => namesFile(found, search));
  if (throughLink) return throughLink;
  const linked = linkedSpec(search);
  const ofLinked = linked === undefined ? undefined : findLock({ ...search, spec: linked }, read);
  if (ofLinked?.lock) return ofLinked;
  return others.find(found => mayBeOfAny(found, search)) ?? ofLinked;
}

/** The paths of the other locks of a spec, nearest first: a spec should have one, but several may name it. None where one lock is named. */
export function otherLocks(requested: LockSearch, read: ReadFile): string[] {
  const search = followingOnce(requested);
  const found = search.explicit === undefined ? findLock(search, read) : undefined;
  return (found ? lockPlaces(search) : []).filter(path => {
    const other = path === found?.path ? undefined : candidate(path, search, read);
    return other && (namesSpec(other, search) || (other.lock && isBeside(path, search)));
  });
}

/** Whether a broken lock, or one without `source_path`, may be that of any spec. A JSON file without a hash is not a lock. */
export const mayBeOfAny = (found: FoundLock, search: LockSearch): boolean =>
  (found.fault !== undefined || (found.lock.configHash !== undefined && !isBeside(found.path, search))) &&
  sourcesIn(found, search).length === 0;

/** Whether a lock names the spec of a search, also through a link; also a broken one, as far as it can be read. */
export const namesSpec = (found: FoundLock, search: LockSearch): boolean =>
  namesPath(found, search) || namesFile(found, search);

// Links are followed only where the names as written differ.
const namesPath = (found: FoundLock, search: LockSearch): boolean =>
  sourcesFrom(found, { ...search, path: found.path }).includes(search.spec) ||
  sourcesIn(found, search).includes(search.spec);

const namesFile = (found: FoundLock, search: LockSearch): boolean =>
  sourcesIn(found, search).some(source => {
    const real = search.realPath(search.spec);
    return real !== undefined && search.realPath(source) === real;
  });

// The spec after following links, as a path of the search folder. A link that leads out of the folder is not followed.
function linkedSpec({ spec, folder, realPath }: LockSearch): string | undefined {
  const real = realPath(spec);
  if (real === undefined || real === spec) return undefined;
  if (folder === undefined) return real;
  const realFolder = realPath(folder) ?? folder;
  const linked = isInside(realFolder, real) ? join(folder, relativeTo(realFolder, real)) : spec;
  return linked === spec ? undefined : linked;
}

// The lock's own folder is also that of the file behind a link.
function sourcesIn(found: FoundLock, { folder, realPath, resolve }: LockSearch): string[] {
  const { path } = found;
  const real = realPath(path) ?? path;
  return [
    ...sourcesFrom(found, { path, folder, resolve }),
    ...(real === path ? [] : sourcesFrom(found, { path: real, folder: undefined, resolve })),
  ];
}

function sourcesFrom({ lock, fault }: FoundLock, base: SourceBase): string[] {
  if (lock) return sourcesOf(lock, base);
  return fault.kind === 'broken' ? sourcesOfBroken(fault.lock, base) : [];
}

const besidePath = (spec: string): string => `${spec}.lock`;
// A lock named after the spec belongs to the spec, whatever its source_path is relative to.
const isBeside = (path: string, search: LockSearch): boolean => path === besidePath(search.spec);

/** All places where the lock of a spec may be, nearest first. For a link, those of the linked spec follow. */
export function lockPlaces(search: LockSearch): string[] {
  const linked = linkedSpec(search);
  const ofLinked = linked === undefined ? [] : placesOf({ ...search, spec: linked });
  return [...new Set([...placesOf(search), ...ofLinked])];
}

// `kynml.lock` in the spec's folder and its parents (for a spec outside the folder also the folder's, where a new one would be written), the setting's path,
// `<spec file name>.lock` next to the spec.
function placesOf({ spec, folder, settingPath, resolve }: LockSearch): string[] {
  const places: string[] = [];
  const top = folder !== undefined && isInside(folder, spec) ? folder : undefined;
  for (let at = dirname(spec); ; at = dirname(at)) {
    places.push(join(at, 'kynml.lock'));
    if (at === top || dirname(at) === at) break;
  }
  if (folder !== undefined && top === undefined) places.push(join(folder, 'kynml.lock'));
  if (settingPath !== '') {
    const place = joinWritten(folder ?? dirname(spec), settingPath);
    places.push(goesUp(place) ? resolve(place) : place);
  }
  return [...places, besidePath(spec)];
}

function candidate(path: string, { leadsOutOf }: LockSearch, read: ReadFile): FoundLock | undefined {
  const text = read(path);
  if (!text.ok && text.reason === 'missing') return undefined;
  const folder = !text.ok && text.reason === 'untrusted' ? undefined : leadsOutOf(path);
  if (folder !== undefined) return { path, fault: { kind: 'outside', folder } };
  if (!text.ok) return { path, fault: readFault(text.reason) };
  const lock = readLock(text.text);
  return isLock(lock) ? { path, lock } : { path, fault: textFault(text.text, lock) };
}

/** Where a lock is written, and why there. `spec`: the path that a new `source_path` names. */
export type LockTarget = Candidate & { readonly place: PlaceReason; readonly spec: string };

/**
 * Where a lock for a spec is written: the rule of `lockRule`. A lock that cannot be read or used counts as existing unless it names only other specs,
 * because it may be the lock of this spec, and a second lock would hide the problem.
 */
export function lockTarget(requested: LockSearch, read: ReadFile): LockTarget {
  const search = followingOnce(requested);
  if (search.explicit !== undefined)
    return {
      ...(candidate(search.explicit, search, read) ?? { path: search.explicit }),
      place: 'named',
      spec: search.spec,
    };
  const existing = findLock(search, read);
  if (existing) return { ...existing, place: 'existing', spec: search.spec };
  const main = join(search.folder ?? dirname(search.spec), 'kynml.lock');
  if (!candidate(main, search, read)) return { path: main, place: 'folder', spec: search.spec };
  // Next to the file itself, where it is also found without the link.
  const spec = linkedSpec(search) ?? search.spec;
  const beside = besidePath(spec);
  return { ...(candidate(beside, search, read) ?? { path: beside }), place: 'beside', spec };
}

/** Reads each file once, so that a plan sees one state of it, and its caller can find out which. */
export const readOnce = (read: ReadFile): ReadFile => memoized(read);

/** Reads files straight from a host. */
export const readFrom =
  (host: Host): ReadFile =>
  path =>
    readText(host, path);
