// `kynml/keepManifest`, `kynml/keepRun` and `kynml/runEnded`: the history of runs that a tool without one of its own trains.
import { join } from '../../../../src-shared/host/paths';
import type { ManifestKept, RunKept } from '../../../../src-shared/protocol/trainingRequests';
import { type History, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import {
  type KeptText,
  keepManifest as keepManifestFile,
  keepRun as keepStart,
  MANIFEST,
} from '../../../../src-shared/repro/history/keepRun';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { WorkspaceView } from '../workspace/workspaceView';

const FAILED = 'see the output channel KynML';
const NO_TRUST = 'the workspace is not trusted';
const NOT_HERE = 'it is not a file on this machine';

/** `kynml/keepManifest`. */
export const keepManifest = ownFeature(
  'kynml/keepManifest',
  failed(FAILED),
  async ({ workspace }, { folder }): Promise<ManifestKept> => {
    const path = pathOf(folder);
    if (path === undefined) return failed(NOT_HERE);
    if (!workspace.trusted) return failed(NO_TRUST);
    const kept = await keepManifestFile(workspace.host, historyAt(workspace, path), join(path, MANIFEST));
    return kept && !kept.ok ? kept : { ok: true, uri: kept ? uriOf(kept.path) : null };
  },
);

/** `kynml/keepRun`. The texts are those on disk, which the tool reads. */
export const keepRun = ownFeature(
  'kynml/keepRun',
  failed(FAILED),
  async ({ workspace, results }, { uri, folder, command, tool, params }): Promise<RunKept> => {
    const [spec, path] = [pathOf(uri), pathOf(folder)];
    if (spec === undefined || path === undefined) return failed(NOT_HERE);
    if (!workspace.trusted) return failed(NO_TRUST);
    const [text] = textOf(workspace, spec);
    if (!text) return failed('the spec cannot be read');
    const files = workspace.specAt(spec)?.analysis.composition.files ?? [];
    const imports = files.flatMap(({ id }) => textOf(workspace, id));
    const texts = { overrides: params, spec: text, imports };
    const id = crypto.randomUUID().slice(0, 8);
    const start = { command, tool, ...texts, folder: path, time: new Date(), id };
    const run = await keepStart(workspace.host, historyAt(workspace, path), start);
    results.startedRuns.record(run.name, run);
    return { ok: true, id: run.name, ...(run.warning !== undefined && { warning: run.warning }) };
  },
);

/** `kynml/runEnded`. */
export const runEnded = ownFeature('kynml/runEnded', null, async ({ results }, { id, exitCode }): Promise<null> => {
  await results.startedRuns.take(id)?.end({ time: new Date(), exitCode });
  return null;
});

const historyAt = ({ host }: WorkspaceView, folder: string): History =>
  historyOf(host, workspaceFolderOf(host, folder));

function textOf({ files }: WorkspaceView, path: string): KeptText[] {
  const read = files.read(path);
  return read.ok ? [{ path, text: read.text }] : [];
}

function failed(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
