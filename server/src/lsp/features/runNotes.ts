// `kynml/runNote`, `kynml/writeNote`, `kynml/setBaseline` and `kynml/baseline`: what people write about runs, in the folder .kynml.
import { entryPath } from '../../../../src-shared/artifacts/read';
import { Semaphore } from '../../../../src-shared/host/semaphore';
import type { BaselineAnswer, NoteWritten } from '../../../../src-shared/protocol/noteRequests';
import type { HistoryWrite } from '../../../../src-shared/repro/history/historyFolder';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import type { RunNote } from '../../../../src-shared/runs/notes/noteFile';
import { nameIn, noteIn, tagsIn, type Written } from '../../../../src-shared/runs/notes/noteText';
import { runAtIn } from '../../../../src-shared/runs/notes/placedRun';
import { writeBaseline, writeNote as writeNoteFile } from '../../../../src-shared/runs/notes/writeNotes';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { historyAround, workspaceRuns } from '../artifact/workspaceRuns';
import { runPathOf, runUriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

const FAILED = refused('It could not be written. See the output channel KynML.');

// A change keeps the other parts of a file, so the next one reads what the one before has written.
const WRITING = new Semaphore(1);

/** `kynml/runNote`. */
export const runNote = ownFeature('kynml/runNote', null, async (context, { uri }) => {
  const row = await runOf(context, uri);
  if (!row) return null;
  const { spec, name = '', note = '', tags = [], isBaseline } = row;
  const label = (path: string): string => oneLine(context.workspace.label(path));
  return {
    label: label(row.path),
    name,
    note,
    tags: tags.join(' '),
    ...(spec.path !== undefined && { spec: label(spec.path) }),
    isBaseline: isBaseline === true,
  };
});

/** `kynml/writeNote`. */
export const writeNote = ownFeature('kynml/writeNote', FAILED, async (context, { uri, change }) => {
  const written = changeOf(change);
  if (!written.ok) return written;
  const place = await placeOf(context, uri);
  return place.ok ? done(context, await WRITING.run(() => writeNoteFile(place, place.run, written.value))) : place;
});

/** `kynml/setBaseline`. */
export const setBaseline = ownFeature('kynml/setBaseline', FAILED, async (context, { uri, isBaseline }) => {
  const place = await placeOf(context, uri);
  if (!place.ok) return place;
  if (place.run.tracked)
    return refused(
      'A run of another tracker has no spec, so it cannot be the baseline of one. In the table of runs, Compare all with it shows how the others differ from it.',
    );
  const { path } = place.run.spec;
  if (path === undefined)
    return refused('The spec of this run is not known, so it cannot be the baseline of one. Find its spec first.');
  const run = isBaseline ? place.run : undefined;
  return done(context, await WRITING.run(() => writeBaseline(place, path, run)));
});

/** `kynml/baseline`. */
export const baseline = ownFeature(
  'kynml/baseline',
  { state: 'none' },
  async (context, { uri }): Promise<BaselineAnswer> => {
    const run = await runOf(context, uri);
    if (run?.isBaseline) return { state: 'itself' };
    const path = run?.spec.path;
    if (path === undefined) return { state: 'unknown' };
    const runs = await workspaceRuns(context);
    const found = runs.rows.find(row => row.isBaseline && row.spec.path === path);
    if (found) return { state: 'found', uri: runUriOf(found.path) };
    return { state: runs.notes.baselines.get(path) ? 'gone' : 'none' };
  },
);

async function runOf(context: FeatureContext, uri: string): Promise<RunRow | undefined> {
  const path = runPathOf(uri);
  if (path === undefined) return undefined;
  const { rows } = await workspaceRuns(context, { file: entryPath(path)?.file ?? path });
  return rows.find(row => row.path === path);
}

async function placeOf(context: FeatureContext, uri: string) {
  const { workspace, inventory } = context;
  if (!workspace.trusted) return refused('The workspace is not trusted, so nothing is written in its folder .kynml.');
  const run = await runOf(context, uri);
  if (!run) return refused('There is no run in this file.');
  const history = historyAround(workspace, run.path);
  if (!history) return refused('This run is not in a folder of the workspace, which would keep its notes.');
  return { ok: true, host: workspace.host, history, run, isRunAt: runAtIn(path => inventory.index.get(path)) } as const;
}

function changeOf(change: {
  readonly name?: string;
  readonly note?: string;
  readonly tags?: string;
}): Written<Partial<RunNote>> {
  const name = change.name === undefined ? undefined : nameIn(change.name);
  const note = change.note === undefined ? undefined : noteIn(change.note);
  const tags = change.tags === undefined ? undefined : tagsIn(change.tags);
  for (const part of [name, note, tags]) if (part && !part.ok) return part;
  return {
    ok: true,
    value: {
      ...(name?.ok && { name: name.value }),
      ...(note?.ok && { note: note.value }),
      ...(tags?.ok && { tags: tags.value }),
    },
  };
}

function done(context: FeatureContext, written: HistoryWrite): NoteWritten {
  if (!written.ok) return refused(`${oneLine(written.message)}.`);
  context.refreshClient();
  return { ok: true };
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
