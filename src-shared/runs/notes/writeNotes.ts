// Writes what a person says about a run. Only an explicit action calls this, so the setting that turns off the history does not apply.
import { isAbsent } from '../../host/linkFailure';
import { isInside, joinWritten, relativeTo } from '../../host/paths';
import type { History, HistoryHost, HistoryPart, HistoryWrite } from '../../repro/history/historyFolder';
import { baselineName } from './baselineName';
import {
  baselineFileText,
  type FileContent,
  type NoteFile,
  noteFileText,
  type RunNote,
  readBaseline,
  readNote,
} from './noteFile';
import { noteName } from './noteName';
import type { IsRunAt, PlacedRun, RunAtPath } from './placedRun';
import { noteAbout, noteText } from './readNotes';

/** Where to write. `isRunAt`: tells a copy of a run from one that has moved. */
export interface NotePlace {
  readonly host: HistoryHost;
  readonly history: History;
  readonly isRunAt: IsRunAt;
}

/** Changes the given parts of what is written about a run; an empty text or list removes a part. The parts are not checked here, see `noteText.ts`. */
export function writeNote(place: NotePlace, run: RunAtPath, change: Partial<RunNote>): Promise<HistoryWrite> {
  return rewrite(
    place,
    () => noteBefore(place, run),
    before => noteFileText({ tags: [], ...before, ...change, run: run.id, path: shownPath(place, run.path) }),
  );
}

/** Makes a run the baseline of a spec (its absolute path); without a run, removes the baseline. */
export function writeBaseline(
  place: Omit<NotePlace, 'isRunAt'>,
  spec: string,
  run: RunAtPath | undefined,
): Promise<HistoryWrite> {
  const written = shownPath(place, spec);
  const file = { part: 'baselines', name: baselineName(place.host, written), read: readBaseline } as const;
  const path = run && shownPath(place, run.path);
  return rewrite(
    place,
    () => readBefore(place, file),
    () => baselineFileText({ spec: written, run: run?.id ?? null, ...(path !== undefined && { path }) }),
  );
}

// Relative paths stay true when the workspace is moved.
const shownPath = ({ history: { workspace } }: Pick<NotePlace, 'history'>, path: string): string =>
  isInside(workspace, path) ? relativeTo(workspace, path) : path;

interface KeptFile<T> {
  readonly part: HistoryPart;
  readonly name: string;
  readonly read: (content: string) => FileContent<T>;
}

/** A file before it is written, or why it must not be. `content`: undefined where there is no file. */
type Before<T> =
  | {
      readonly ok: true;
      readonly file: KeptFile<T>;
      readonly text: string | undefined;
      readonly content: T | undefined;
    }
  | { readonly ok: false; readonly message: string };

// The file with the note about a run: its own, that of a run that has moved, or a new one, because the others are about copies.
function noteBefore(place: NotePlace, run: RunAtPath): Before<NoteFile> {
  const others: (PlacedRun & { readonly before: Before<NoteFile> })[] = [];
  for (let number = 1; ; number++) {
    const before = readBefore(place, { part: 'notes', name: noteName(run.id, number), read: readNote });
    if (!before.ok) return before;
    if (!before.content) return noteAbout(others, run, place.isRunAt)?.before ?? before;
    others.push({ id: run.id, ...placeOf(place, before.content), before });
  }
}

const placeOf = ({ history }: NotePlace, { path }: NoteFile): Pick<PlacedRun, 'place'> =>
  path === undefined ? {} : { place: joinWritten(history.workspace, path) };

/** How often a file is read again because another program changed it at the same time. */
const MAX_TRIES = 5;

async function rewrite<T>(
  { host, history }: Pick<NotePlace, 'host' | 'history'>,
  find: () => Before<T>,
  textOf: (before: T | undefined) => string,
): Promise<HistoryWrite> {
  let found = find();
  for (let tries = 1; ; tries++) {
    if (!found.ok) return found;
    const { file, text, content } = found;
    const written = await history.write(file.part, `${file.name}.json`, textOf(content), isStill(host, text));
    found = find();
    const isSame = found.ok && found.file.name === file.name && found.text === text;
    if (written.ok || tries === MAX_TRIES || isSame) return written;
  }
}

// What cannot be understood is not replaced: it may be the work of a person or of a newer version.
function readBefore<T>({ host, history }: Pick<NotePlace, 'host' | 'history'>, file: KeptFile<T>): Before<T> {
  const path = history.path(file.part, `${file.name}.json`);
  const text = path === undefined ? undefined : noteText(host, path);
  // If a link is in the way, writing reports it.
  if (!text || (!text.ok && text.isAbsent)) return { ok: true, file, text: undefined, content: undefined };
  const content = text.ok ? file.read(text.value) : text;
  return text.ok && content.ok
    ? { ok: true, file, text: text.value, content: content.value }
    : {
        ok: false,
        message: `${path} was not changed: ${content.ok ? '' : content.fault}. Correct the file or remove it`,
      };
}

const isStill =
  (host: HistoryHost, text: string | undefined): Parameters<History['write']>[3] =>
  current =>
    text === undefined
      ? !current.ok && isAbsent(current.reason)
      : current.ok && host.decodeUtf8(current.bytes) === text;
