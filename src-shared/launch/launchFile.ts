// The files of launches in `.kynml/launches`. A file is found by its folder, whose hash ends its name; the newest counts. None is ever deleted.
import { isAbsent } from '../host/linkFailure';
import { isInside, join, relativeTo } from '../host/paths';
import { decodeText, reasonText } from '../host/readText';
import {
  HISTORY_FOLDER,
  type History,
  type HistoryHost,
  type HistoryWrite,
  timeName,
} from '../repro/history/historyFolder';
import { shortHash } from '../text/hashForm';
import type { Launch } from './launch';
import { launchText, readLaunch } from './launchText';

/** A launch with the name of its file and the text that was read. */
export interface StoredLaunch {
  readonly launch: Launch;
  readonly name: string;
  readonly text: string;
}

/** The launches of a workspace. `problems`: sentences about the files that cannot be used. */
export interface StoredLaunches {
  readonly launches: readonly StoredLaunch[];
  readonly problems: readonly string[];
}

/** A larger file is not read, in bytes: 10,000 elements with their reasons have 2 MiB. */
const MAX_FILE = 32 * 1024 * 1024;

const NAME = /^[\dTZ:.-]{1,40}-[0-9A-Za-z]{1,64}-(?<folder>[0-9a-f]{12})\.json$/;

/** A folder as a launch names it: relative to the workspace, so that both can be moved together. */
export const storedFolder = (workspace: string, folder: string): string =>
  isInside(workspace, folder) ? relativeTo(workspace, folder) || '.' : folder;

/** The absolute folder of a launch. */
export const launchFolder = (workspace: string, { folder }: Pick<Launch, 'folder'>): string =>
  folder === '.' ? workspace : /^(?:\/|[A-Za-z]:\/)/.test(folder) ? folder : join(workspace, folder);

/**
 * The name of the file of a new launch. `after`: that of the newest one of its folder, which it follows by name, also where the clock was set back or another
 * computer's clock is ahead.
 */
export function launchName(
  host: Pick<HistoryHost, 'sha256'>,
  launch: Launch,
  { time, after }: { readonly time: Date; readonly after?: string | undefined },
): string {
  const before = after === undefined ? Number.NaN : timeIn(after);
  const later = before >= time.getTime() && before < LAST_TIME ? new Date(before + 1) : time;
  return `${timeName(later)}-${launch.id}-${folderMark(host, launch.folder)}.json`;
}

/** Later years have more digits, and a name with one would not be found. */
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

// The time that a name begins with, in milliseconds since 1970.
const timeIn = (name: string): number =>
  Date.parse(name.replace(/^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)-.*$/, '$1:$2:$3'));

const folderMark = (host: Pick<HistoryHost, 'sha256'>, folder: string): string => shortHash(host.sha256(folder));

/** Which launches are wanted: of only one folder where `folder` (as `storedFolder` gives it) is set. `named`: an absolute path as problems name it. */
export interface WantedLaunches {
  readonly folder?: string;
  readonly named?: (path: string) => string;
}

/** The newest launch of each folder, the newest first. */
export function storedLaunches(
  host: HistoryHost,
  history: History,
  { folder, named = path => path }: WantedLaunches = {},
): StoredLaunches {
  const only = folder === undefined ? undefined : folderMark(host, folder);
  return readLaunches(host, history, { choose: names => newestNames(names, only), named });
}

/** The newest launch of each folder, at most `most`, the newest first. `omitted`: how many folders have an older one. */
export function newestLaunches(
  host: HistoryHost,
  history: History,
  most: number,
): StoredLaunches & { readonly omitted: number } {
  let omitted = 0;
  const choose = (names: readonly string[]): readonly string[] => {
    const newest = newestNames(names, undefined);
    omitted = Math.max(0, newest.length - most);
    return newest.slice(0, most);
  };
  const read = readLaunches(host, history, { choose, named: path => path });
  return { ...read, omitted };
}

interface Choice {
  readonly choose: (names: readonly string[]) => readonly string[];
  readonly named: (path: string) => string;
}

function readLaunches(host: HistoryHost, history: History, { choose, named }: Choice): StoredLaunches {
  const listed = launchNames(host, history, named);
  if (typeof listed === 'string') return { launches: [], problems: [`${listed}.`] };
  const problems: string[] = [];
  const launches: StoredLaunch[] = [];
  for (const name of choose(listed)) {
    const read = readFile(host, history, name);
    if (typeof read === 'string')
      problems.push(`${named(join(history.workspace, `${HISTORY_FOLDER}/launches/${name}`))} ${read}.`);
    else launches.push({ name, ...read });
  }
  return { launches, problems };
}

// The names of what is in the folder, or why they are not known, as a clause.
function launchNames(host: HistoryHost, history: History, named: Choice['named']): readonly string[] | string {
  const path = history.path('launches', '')?.replace(/\/$/, '');
  if (path === undefined)
    return `${named(history.link() ?? HISTORY_FOLDER)} is a link, and links are not followed there`;
  const listed = host.readFolder(path);
  // A link is named too: what it hides may still run.
  if (listed.ok) return listed.entries.flatMap(({ name, kind }) => (kind === 'folder' ? [] : [name]));
  return isAbsent(listed.reason) ? [] : `${named(path)} cannot be read: ${reasonText(listed.reason)}`;
}

function newestNames(names: readonly string[], only: string | undefined): readonly string[] {
  const newest = new Map<string, string>();
  for (const name of names) {
    const mark = NAME.exec(name)?.groups?.folder;
    if (mark !== undefined && (only === undefined || mark === only) && name > (newest.get(mark) ?? ''))
      newest.set(mark, name);
  }
  return [...newest.values()].sort().reverse();
}

function readFile(host: HistoryHost, history: History, name: string): Omit<StoredLaunch, 'name'> | string {
  const path = history.path('launches', name);
  if (path === undefined) return 'is a link, and links are not followed there';
  const read = host.readBytes(path, MAX_FILE);
  const content = read.ok ? decodeText(host, read.bytes) : read;
  if (!content.ok) return `cannot be read: ${reasonText(content.reason)}`;
  const result = readLaunch(content.text);
  if (!result.ok) return result.problem;
  const { launch } = result;
  // Whoever asks for a folder finds the file by its name.
  if (!name.endsWith(`-${folderMark(host, launch.folder)}.json`))
    return 'states another folder than its name, so it may have been changed or copied';
  return { launch, text: content.text };
}

/** Writes a launch. `before`: the text that it replaces, undefined for a new one; where the file has another text meanwhile, nothing is written. */
export const writeLaunch = (
  host: HistoryHost,
  history: History,
  { name, launch, before }: { readonly name: string; readonly launch: Launch; readonly before: string | undefined },
): Promise<HistoryWrite> =>
  history.write('launches', name, launchText(launch), current =>
    before === undefined
      ? !current.ok && isAbsent(current.reason)
      : current.ok && host.decodeUtf8(current.bytes) === before,
  );
