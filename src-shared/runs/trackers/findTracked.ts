// Searches folders for the runs of other trackers. A generator, so that the caller can pause and stay responsive.
import type { Host } from '../../host/host';
import { memoized } from '../../host/memoized';
import { basename, dirname, isInside, join, relativeTo } from '../../host/paths';
import { isSkipped } from '../../repro/files/findFiles';
import { isPackageWith } from '../../repro/files/packageFolder';
import { bugText } from '../../text/bugText';
import { joinSources } from './joinSources';
import { trackers } from './kinds';
import { type LinkRule, Place } from './place';
import type { TrackedRun } from './trackedRun';
import type { RunsOfPlace, TrackedGap, Tracker } from './tracker';

const MAX_FOLDERS = 200_000;

/** A folder that was read, the runs that it shows, and the files and folders elsewhere, absolute, on which they depend. */
export interface FolderRuns {
  readonly folder: string;
  readonly runs: readonly TrackedRun[];
  readonly dependsOn: readonly string[];
}

/**
 * The runs below a folder, near ones first, for each folder that was read. Symbolic links are not followed, except to a run that is one file, where the
 * host follows them. What belongs to a run is not searched again, so nothing is found twice. `isSearched`: whether a folder below is searched.
 */
export function* findTracked(
  host: Host & LinkRule,
  top: string,
  isSearched: (folder: string) => boolean = () => true,
): Generator<FolderRuns, readonly TrackedGap[]> {
  const search: Search = { host, top, parts: new Map(), behind: behindLinks(host, top), gaps: [], folders: 0 };
  yield* walk(search, [top], isSearched);
  if (search.folders > MAX_FOLDERS)
    search.gaps.push({
      path: top,
      text: 'has so many folders that not all were searched for runs of other trackers. Name its folders one by one.',
    });
  return search.gaps;
}

interface Search {
  readonly host: Host & LinkRule;
  readonly top: string;
  /** The trackers of runs that a folder belongs to, by its path. */
  readonly parts: Map<string, Tracker[]>;
  /** The run, with the file that it is behind where it is a link. */
  readonly behind: (run: TrackedRun) => TrackedRun;
  readonly gaps: TrackedGap[];
  folders: number;
}

function* walk(
  search: Search,
  open: string[],
  isSearched: (folder: string) => boolean = () => true,
): Generator<FolderRuns, void> {
  const placeAt = lastPlace(search.host);
  for (const path of open) {
    if (++search.folders > MAX_FOLDERS) return;
    const place = new Place(search.host, path, placeAt);
    // A package has copies of runs.
    if (path !== search.top && isPackageWith(search.host, path, name => place.hasFile(name))) {
      yield { folder: path, runs: [], dependsOn: [] };
      continue;
    }
    const found = runsAt(place, search.parts.get(path));
    for (const { path: part, tracker } of found.parts)
      search.parts.set(part, [...(search.parts.get(part) ?? []), tracker]);
    const { dependsOn } = found;
    search.gaps.push(...found.gaps);
    if (found.isWhole) {
      const runs = yield* joinedBelow(search, place, found);
      yield { folder: path, runs, dependsOn };
    } else {
      yield { folder: path, runs: found.runs.map(search.behind), dependsOn };
      open.push(...foldersBelow(place, found).filter(isSearched));
    }
  }
}

const foldersBelow = (place: Place, { isClosed }: Found): string[] =>
  (isClosed ? [] : place.folders()).filter(name => !isSkipped(name)).map(name => join(place.path, name));

// The folders of a job are searched, all of them, before it is known what its run is.
function* joinedBelow(search: Search, place: Place, found: Found): Generator<FolderRuns, readonly TrackedRun[]> {
  const { whole } = found;
  const others = found.runs.filter(run => run !== whole).map(search.behind);
  const first = search.gaps.length - found.gaps.length;
  for (const inner of walk(search, foldersBelow(place, found))) {
    others.push(...inner.runs);
    yield { ...inner, runs: [] };
  }
  const unread = unreadTexts(place.path, search.gaps.slice(first));
  if (!whole) return others.map(run => inUnreadJob(run, unread));
  const listed = new Set(others.map(({ path }) => path));
  const [job = whole, ...rest] = joinSources(
    whole,
    others.filter(({ behind = '' }) => !listed.has(behind)),
  );
  return [withUnread(job, unread), ...rest];
}

const unreadTexts = (top: string, gaps: readonly TrackedGap[]): string[] =>
  gaps.map(({ path, text }) => `${relativeTo(top, path)} ${text.replace(/\.$/, '')}`);

// A run in a job is at most `mlruns/<experiment>/<run>` below it.
const MAX_DEPTH = 4;

/** What cannot be read of the job that a folder is in, for `inUnreadJob`; nothing where the job can be read, or there is none. */
export function unreadAround(host: Host & LinkRule, folder: string): readonly string[] {
  let at = folder;
  for (let i = 0; i < MAX_DEPTH; i++, at = dirname(at)) {
    const { isWhole, whole, gaps } = runsAt(new Place(host, at));
    if (isWhole) return whole ? [] : unreadTexts(at, gaps);
  }
  return [];
}

/** A run in a job, which has the settings. `unread`: what cannot be read of the job. */
export const inUnreadJob = (run: TrackedRun, unread: readonly string[]): TrackedRun =>
  unread.length === 0
    ? run
    : { ...withUnread(run, unread), configGap: 'The settings of the job around it cannot be read.' };

// A file that cannot be read may have recorded something else about the run.
const withUnread = (run: TrackedRun, texts: readonly string[]): TrackedRun =>
  texts.length === 0 ? run : { ...run, unread: [...(run.unread ?? []), ...texts] };

// As a path in the searched folder, where the file is in it.
function behindLinks(host: Host, top: string): Search['behind'] {
  const realTop = memoized(() => host.realPath(top) ?? top);
  return run => {
    const real = host.linkTarget(run.path) === undefined ? undefined : host.realPath(run.path);
    if (real === undefined) return run;
    const place = relativeTo(realTop(top), real);
    return { ...run, behind: place.startsWith('../') ? real : join(top, place) };
  };
}

// Each folder behind links is read once, for all links to the files in it.
function linkFilter(host: Host & LinkRule, top: string): (path: string) => boolean {
  const linked = new Set<string>();
  let realTop: string | undefined;
  const runsIn = memoized((folder: string) => {
    const { runs, whole } = runsAt(new Place(host, folder));
    return new Set(whole ? [] : runs.map(run => run.path));
  });
  return path => {
    const real = host.linkTarget(path) === undefined ? undefined : host.realPath(path);
    if (real === undefined) return false;
    realTop ??= host.realPath(top) ?? top;
    const place = relativeTo(realTop, real);
    const isSearched = !place.startsWith('../') && !isSkipped(place);
    if (linked.has(real) || (isSearched && runsIn(dirname(real)).has(real))) return true;
    linked.add(real);
    return false;
  };
}

/** The files, by their paths, in the folder around a folder that a run in it may depend on. */
export const filesAround = (folder: string): string[] =>
  trackers.flatMap(({ readsAround }) => readsAround?.(basename(folder)) ?? []).map(name => join(dirname(folder), name));

// Folders of one folder follow each other, so it is read once for all of them.
function lastPlace(host: Host & LinkRule): (path: string) => Place {
  let last: Place | undefined;
  return path => {
    if (last?.path !== path) last = new Place(host, path);
    return last;
  };
}

interface Found {
  readonly runs: readonly TrackedRun[];
  readonly isClosed: boolean;
  readonly parts: readonly { readonly path: string; readonly tracker: Tracker }[];
  readonly dependsOn: readonly string[];
  readonly gaps: readonly TrackedGap[];
  /** Of the runs, the one that those of other trackers in the folder and below are. */
  readonly whole: TrackedRun | undefined;
  /** There is such a run, or what is left of one. */
  readonly isWhole: boolean;
}

// `others`: the trackers of runs in folders above that the folder belongs to. It is called for every folder, and most have no run.
function runsAt(place: Place, others: readonly Tracker[] = []): Found {
  const found = trackers.flatMap(tracker => {
    const read = others.includes(tracker) ? undefined : readAt(tracker, place);
    return read ? [{ tracker, ...read }] : [];
  });
  if (found.length === 0 && !place.hasFile(DATABASE)) return NOTHING;
  return {
    runs: found.flatMap(({ runs }) => runs),
    isClosed: found.some(({ isClosed }) => isClosed),
    parts: found.flatMap(({ tracker, parts = [] }) => parts.map(path => ({ path, tracker }))),
    dependsOn: found.flatMap(({ dependsOn = [] }) => dependsOn),
    whole: found.find(({ isWhole }) => isWhole)?.runs[0],
    isWhole: found.some(({ isWhole }) => isWhole),
    gaps: [
      ...found.flatMap(({ gaps = [] }) => gaps),
      ...(place.hasFile(DATABASE)
        ? [{ path: join(place.path, DATABASE), text: 'is not read, so the runs in it are not listed.' }]
        : []),
    ],
  };
}

// A bug that one folder shows must not hide the runs of the others.
function readAt(tracker: Tracker, place: Place): RunsOfPlace | undefined {
  try {
    return tracker.mayHave(place) ? tracker.read(place) : undefined;
  } catch (error) {
    return {
      runs: [],
      gaps: [{ path: place.path, text: `was not searched for runs (${tracker.title}): ${bugText(error)}.` }],
    };
  }
}

const NOTHING: Found = {
  runs: [],
  isClosed: false,
  parts: [],
  dependsOn: [],
  gaps: [],
  whole: undefined,
  isWhole: false,
};
const DATABASE = 'mlflow.db';

/** The run that a path names: a folder that is a run or has the file of exactly one, or a file of one; undefined where it is none, or nothing is there. */
export function trackedAt(host: Host & LinkRule, path: string): TrackedRun | undefined {
  const named = host.stat(path);
  if (!named) return undefined;
  const isFolder = named.kind === 'folder';
  const places = isFolder ? [path] : parentsOf(path);
  for (const folder of places) {
    const read = runsAt(new Place(host, folder));
    const runs = read.whole ? [...findTracked(host, folder)].flatMap(found => found.runs) : read.runs;
    const own = runs.filter(run => isInside(run.path, path));
    const found = own.length > 0 || !isFolder ? own : aloneIn(host, path, runs);
    if (found[0] && (own.length > 0 || found.length === 1))
      return inUnreadJob(found[0], unreadAround(host, found[0].path));
  }
  return undefined;
}

// Those that a search of the folder does not find deeper.
function aloneIn(host: Host, top: string, runs: readonly TrackedRun[]): readonly TrackedRun[] {
  const isFoundElsewhere = linkFilter(host, top);
  return runs.filter(({ path }) => dirname(path) === top && !isFoundElsewhere(path));
}

/** Why a file or folder has no run although it is one of a tracker. */
export const gapsAt = (host: Host & LinkRule, path: string): readonly TrackedGap[] =>
  (host.stat(path)?.kind === 'folder' ? [path] : parentsOf(path))
    .flatMap(folder => runsAt(new Place(host, folder)).gaps)
    .filter(gap => isInside(path, gap.path));

const MAX_LEVELS = 2;

// A file of a run is in its folder, or one folder deeper.
function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return Array.from({ length: MAX_LEVELS }, (_, i) => parts.slice(0, -1 - i).join('/')).filter(folder => folder !== '');
}
