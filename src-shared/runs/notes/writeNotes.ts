// Writes what a person says about a run. Only an explicit action calls this, so the setting that turns off the history does not apply.
import { isAbsent } from '../../host/linkFailure';
import { isInside, relativeTo } from '../../host/paths';
import type { History, HistoryHost, HistoryPart, HistoryWrite } from '../../repro/history/historyFolder';
import { baselineName } from './baselineName';
import { baselineFileText, type FileContent, noteFileText, type RunNote, readBaseline, readNote } from './noteFile';
import { noteText } from './readNotes';

/** A run to write about. `id`: see `RunRow`; `path`: its absolute path. */
export interface WrittenRun {
  readonly id: string;
  readonly path: string;
}

/** Where to write. */
export interface NotePlace {
  readonly host: HistoryHost;
  readonly history: History;
}

/** Changes the given parts of what is written about a run; an empty text or list removes a part. The parts are not checked here, see `noteText.ts`. */
export function writeNote(place: NotePlace, run: WrittenRun, change: Partial<RunNote>): Promise<HistoryWrite> {
  const file = { part: 'notes', name: run.id, read: readNote } as const;
  return rewrite(place, file, before =>
    noteFileText({ tags: [], ...before, ...change, run: run.id, path: shownPath(place, run.path) }),
  );
}

/** Makes a run the baseline of a spec (its absolute path); without a run, removes the baseline. */
export function writeBaseline(place: NotePlace, spec: string, run: WrittenRun | undefined): Promise<HistoryWrite> {
  const written = shownPath(place, spec);
  const file = { part: 'baselines', name: baselineName(place.host, written), read: readBaseline } as const;
  const path = run && shownPath(place, run.path);
  return rewrite(place, file, () =>
    baselineFileText({ spec: written, run: run?.id ?? null, ...(path !== undefined && { path }) }),
  );
}

// Relative paths stay true when the workspace is moved.
const shownPath = ({ history: { workspace } }: NotePlace, path: string): string =>
  isInside(workspace, path) ? relativeTo(workspace, path) : path;

interface KeptFile<T> {
  readonly part: HistoryPart;
  readonly name: string;
  readonly read: (content: string) => FileContent<T>;
}

/** How often a file is read again because another program changed it at the same time. */
const MAX_TRIES = 5;

async function rewrite<T>(place: NotePlace, file: KeptFile<T>, textOf: (before: T | undefined) => string) {
  let found = readBefore(place, file);
  for (let tries = 1; ; tries++) {
    if (!found.ok) return found;
    const { text, content } = found;
    const written = await place.history.write(file.part, `${file.name}.json`, textOf(content), isStill(place, text));
    found = readBefore(place, file);
    if (written.ok || tries === MAX_TRIES || (found.ok && found.text === text)) return written;
  }
}

type Before<T> =
  | { readonly ok: true; readonly text: string | undefined; readonly content: T | undefined }
  | { readonly ok: false; readonly message: string };

// What cannot be understood is not replaced: it may be the work of a person or of a newer version.
function readBefore<T>({ host, history }: NotePlace, { part, name, read }: KeptFile<T>): Before<T> {
  const path = history.path(part, `${name}.json`);
  const text = path === undefined ? undefined : noteText(host, path);
  // If a link is in the way, writing reports it.
  if (!text || (!text.ok && text.isAbsent)) return { ok: true, text: undefined, content: undefined };
  const content = text.ok ? read(text.value) : text;
  return text.ok && content.ok
    ? { ok: true, text: text.value, content: content.value }
    : {
        ok: false,
        message: `${path} was not changed: ${content.ok ? '' : content.fault}. Correct the file or remove it`,
      };
}

const isStill =
  ({ host }: NotePlace, text: string | undefined): Parameters<History['write']>[3] =>
  current =>
    text === undefined
      ? !current.ok && isAbsent(current.reason)
      : current.ok && host.decodeUtf8(current.bytes) === text;
