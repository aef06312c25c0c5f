// Names, notes and tags of runs, and the baselines of specs, as the histories of workspaces have them.
import { isAbsent } from '../../host/linkFailure';
import { joinWritten } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { type HistoryHost, type HistoryPart, historyOf } from '../../repro/history/historyFolder';
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { groupedBy } from '../list/groupedBy';
import { baselineName } from './baselineName';
import { type FileContent, type RunNote, readBaseline, readNote } from './noteFile';
import { isNoteName } from './noteName';
import { type IsRunAt, isAbout, type PlacedRun, type RunAtPath } from './placedRun';

/** A note, and the run that it is about. */
export interface PlacedNote extends PlacedRun {
  readonly note: RunNote;
}

/** What people wrote. `problems`: sentences about files that are not used. */
export interface RunNotes {
  /** By the id of the run (see `RunRow`): several where copies of a run have notes of their own. */
  readonly ofRuns: ReadonlyMap<string, readonly PlacedNote[]>;
  /** By the absolute path of the spec; null where the baseline was removed. */
  readonly baselines: ReadonlyMap<string, PlacedRun | null>;
  readonly problems: readonly string[];
}

// A note is small, and each is written by hand.
const MAX_FILES = 20_000;
/** In bytes; no valid file is larger. */
const MAX_FILE = 128 * 1024;

/** Reads the notes and baselines of workspace folders. Of several for one run or spec, that of the first folder counts. `named`: a path as problems name it. */
export function readNotes(host: HistoryHost, workspaces: readonly string[], named = (path: string) => path): RunNotes {
  const found: PlacedNote[] = [];
  const baselines = new Map<string, PlacedRun | null>();
  const problems: string[] = [];
  for (const workspace of workspaces) {
    const search: Search = { host, workspace, problems, named };
    for (const { value, name, path } of filesIn(search, 'notes', readNote)) {
      const { run, path: place, ...note } = value;
      if (isNoteName(name, run)) found.push({ ...placed(workspace, run, place), note });
      else problems.push(notUsed(named(path), 'its name must be that of its `run`'));
    }
    for (const { value, name, path } of filesIn(search, 'baselines', readBaseline)) {
      const { run, path: place } = value;
      const spec = joinWritten(workspace, value.spec);
      if (name !== baselineName(host, value.spec))
        problems.push(notUsed(named(path), 'its name does not belong to its `spec`'));
      else if (!baselines.has(spec)) baselines.set(spec, run === null ? null : placed(workspace, run, place));
    }
  }
  return { ofRuns: groupedBy(found, ({ id }) => id), baselines, problems };
}

const placed = (workspace: string, id: string, place: string | undefined): PlacedRun => ({
  id,
  ...(place !== undefined && { place: joinWritten(workspace, place) }),
});

/** The note about a run, among those with its id: the one that was written where it is comes before that of a run that has moved. */
export const noteAbout = <N extends PlacedRun>(notes: readonly N[], run: RunAtPath, isRunAt: IsRunAt): N | undefined =>
  notes.find(({ place }) => place === run.path) ?? notes.find(note => isAbout(note, run, isRunAt));

/** The problems to show: the first few, and how many more there are. */
export const firstProblems = (problems: readonly string[]): string[] =>
  problems.length <= MAX_SHOWN
    ? [...problems]
    : [
        ...problems.slice(0, MAX_SHOWN),
        `${counted(problems.length - MAX_SHOWN, 'more file is', 'more files are')} not used.`,
      ];

const MAX_SHOWN = 5;

interface Search {
  readonly host: HistoryHost;
  readonly workspace: string;
  readonly problems: string[];
  readonly named: (path: string) => string;
}

interface Found<T> {
  readonly value: T;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly path: string;
}

function* filesIn<T>(
  { host, workspace, problems, named }: Search,
  part: HistoryPart,
  read: (content: string) => FileContent<T>,
): Generator<Found<T>, void> {
  const history = historyOf(host, workspace);
  const folder = history.path(part, '.');
  const listed = folder === undefined ? undefined : host.readFolder(folder);
  if (folder === undefined || !listed) return;
  if (!listed.ok && !isAbsent(listed.reason)) problems.push(notUsed(named(folder), reasonText(listed.reason)));
  const entries = listed.ok ? listed.entries.filter(e => ENDING.test(e.name)) : [];
  const names = entries.flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  for (const { name, kind } of entries)
    if (kind !== 'file') problems.push(notUsed(named(`${folder}/${name}`), 'it is a link, a folder or a special file'));
  if (names.length > MAX_FILES)
    problems.push(`Only the first ${MAX_FILES} files of ${oneLine(named(folder))} are used.`);
  for (const file of names.sort().slice(0, MAX_FILES)) {
    const path = `${folder}/${file}`;
    const text = noteText(host, path);
    const found = text.ok ? read(text.value) : text;
    if (found.ok) yield { value: found.value, name: file.replace(ENDING, ''), path };
    else problems.push(notUsed(named(path), found.fault));
  }
}

const ENDING = /\.json$/;

/** The text of a file, or why it has none, as the end of a sentence. `isAbsent`: there is no file. */
export function noteText(host: HistoryHost, path: string): FileContent<string> & { readonly isAbsent?: boolean } {
  const read = host.readBytes(path, MAX_FILE);
  if (!read.ok)
    return {
      ok: false,
      fault: read.reason === 'too-large' ? 'it is too large' : reasonText(read.reason),
      isAbsent: isAbsent(read.reason),
    };
  const value = host.decodeUtf8(read.bytes);
  return value === undefined ? { ok: false, fault: 'it is not UTF-8 text' } : { ok: true, value };
}

const notUsed = (file: string, why: string): string =>
  `${oneLine(file)} is not used: ${why}. Correct the file or remove it.`;
