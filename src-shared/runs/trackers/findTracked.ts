// Searches folders for the runs of other trackers. A generator, so that the caller can pause and stay responsive.
import type { Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import { isSkipped } from '../../repro/files/findFiles';
import { trackers } from './kinds';
import { Place } from './place';
import type { TrackedRun } from './trackedRun';
import type { RunsOfPlace, TrackedGap, Tracker } from './tracker';

const MAX_FOLDERS = 200_000;

/**
 * The runs below a folder, near ones first; one list for each folder that was read, perhaps empty. Symbolic links are not followed. What belongs to a run
 * is not searched again, so nothing is found twice.
 */
export function* findTracked(host: Host, top: string): Generator<readonly TrackedRun[], readonly TrackedGap[]> {
  const [parts, gaps] = [new Set<string>(), [] as TrackedGap[]];
  const open = [top];
  const placeAt = lastPlace(host);
  for (const path of open) {
    const place = new Place(host, path, placeAt);
    const found = runsAt(place, tracker => parts.has(partKey(tracker, path)));
    yield found.runs;
    for (const part of found.parts) parts.add(part);
    gaps.push(...found.gaps);
    if (found.isClosed) continue;
    for (const name of place.folders()) if (!isSkipped(name)) open.push(join(path, name));
    if (open.length <= MAX_FOLDERS) continue;
    gaps.push({
      path: top,
      text: 'has so many folders that not all were searched for runs of other trackers. Name its folders one by one.',
    });
    break;
  }
  return gaps;
}

// Folders of one folder follow each other, so it is read once for all of them.
function lastPlace(host: Host): (path: string) => Place {
  let last: Place | undefined;
  return path => {
    if (last?.path !== path) last = new Place(host, path);
    return last;
  };
}

interface Found {
  readonly runs: readonly TrackedRun[];
  readonly isClosed: boolean;
  readonly parts: readonly string[];
  readonly gaps: readonly TrackedGap[];
}

const partKey = (tracker: Tracker, path: string): string => `${tracker.id} ${path}`;

// `isPart`: whether the folder belongs to a run of the tracker in a folder above.
function runsAt(place: Place, isPart: (tracker: Tracker) => boolean = () => false): Found {
  const read = trackers.filter(tracker => tracker.mayHave(place) && !isPart(tracker));
  const found = read.map(tracker => ({ tracker, ...(tracker.read(place) ?? NOTHING) }));
  return {
    runs: found.flatMap(({ runs }) => runs),
    isClosed: found.some(({ isClosed }) => isClosed),
    parts: found.flatMap(({ tracker, parts = [] }) => parts.map(path => partKey(tracker, path))),
    gaps: [
      ...found.flatMap(({ gaps = [] }) => gaps),
      ...(place.hasFile(DATABASE)
        ? [{ path: join(place.path, DATABASE), text: 'is not read, so the runs in it are not listed.' }]
        : []),
    ],
  };
}

const NOTHING: RunsOfPlace = { runs: [] };
const DATABASE = 'mlflow.db';

/** The run that a path names: a folder that is a run or has the lock of one, or a file of one; undefined where it is none. */
export function trackedAt(host: Host, path: string): TrackedRun | undefined {
  const isFolder = host.stat(path)?.kind === 'folder';
  const places = isFolder ? [path] : parentsOf(path);
  for (const folder of places) {
    const run = runsAt(new Place(host, folder)).runs.find(
      ({ path: own }) => isInside(own, path) || (isFolder && dirname(own) === path),
    );
    if (run) return run;
  }
  return undefined;
}

/** Why a file has no run although it is one of a tracker. */
export const gapsAt = (host: Host, path: string): readonly TrackedGap[] =>
  runsAt(new Place(host, dirname(path))).gaps.filter(gap => gap.path === path);

const MAX_LEVELS = 2;

// A file of a run is in its folder, or one folder deeper.
function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return Array.from({ length: MAX_LEVELS }, (_, i) => parts.slice(0, -1 - i).join('/')).filter(folder => folder !== '');
}
