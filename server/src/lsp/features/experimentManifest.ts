// `kynml/buildManifest` and `kynml/writeManifest`: an experiment manifest from what git and the interpreter say, shown before it is written.
import { pytycheProblems } from '../../../../src-shared/artifacts/experimentForm';
import { dirname } from '../../../../src-shared/host/paths';
import type { ManifestBuilt, ManifestWritten } from '../../../../src-shared/protocol/requests';
import { askInterpreter, experimentText } from '../../../../src-shared/repro/experiment/experiment';
import { gitState } from '../../../../src-shared/repro/git/gitInfo';
import { parseJson } from '../../../../src-shared/text/jsonText';
import { paramsOf, provenanceOf } from '../artifact/manifestData';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { Workspace } from '../workspace/workspace';

const FAILED = 'The manifest could not be made; see the output channel KynML.';
const NOT_HERE = "An experiment manifest records git's state of a folder on this machine.";
const NO_TRUST = 'An experiment manifest asks git and the interpreter, which are started in trusted workspaces only.';
const NO_GIT =
  'An experiment manifest records the commit that ran, and git has none to name here: the folder is in no git work tree, nothing was committed yet, or git did not answer. Commit the experiment first.';

/** `kynml/buildManifest`. What can fail at once comes before the hashing; git comes last, for the time stamp is that of the end. */
export const buildManifest = ownFeature(
  'kynml/buildManifest',
  failed(FAILED),
  async ({ workspace }, parts, call): Promise<ManifestBuilt> => {
    const folder = pathOf(parts.folder);
    if (folder === undefined) return failed(NOT_HERE);
    if (!workspace.trusted) return failed(NO_TRUST);
    const params = paramsOf(workspace, parts.params);
    if (typeof params === 'string') return failed(params);
    const env = await askInterpreter(workspace.host, { python: parts.python, folder, signal: call.cancelled });
    if (call.cancelled.aborted) return CANCELLED;
    if (typeof env === 'string') return failed(env);
    const provenance = await provenanceOf(workspace, { data: parts.data, folder }, call);
    if (provenance === undefined) return CANCELLED;
    if (typeof provenance === 'string') return failed(provenance);
    const git = await gitState(workspace.host, folder);
    if (!git) return failed(NO_GIT);
    const made = experimentText({ git, env, provenance, params: params.node, now: new Date() });
    if ('problem' in made) return failed(`${made.problem}. No manifest was made.`);
    return { ok: true, text: made.text, git, remarks: params.remarks };
  },
);

/** `kynml/writeManifest`. */
export const writeManifest = ownFeature(
  'kynml/writeManifest',
  { ok: false, message: 'The manifest could not be written; see the output channel KynML.' },
  async ({ workspace, changed }, { uri, text, replace }): Promise<ManifestWritten> => {
    const path = pathOf(uri);
    if (path === undefined) return failed('A manifest is written to a file on this machine.');
    const obstacle = obstacleTo(workspace, path, text);
    if (obstacle !== undefined) return failed(obstacle);
    const label = workspace.label(path);
    if (workspace.host.stat(path) && !replace)
      return { ok: false, exists: true, message: `${label} is there already. Replace it with the new manifest?` };
    const written = await workspace.host.writeAtomic(path, text);
    if (!written.ok) return failed(`${label} could not be written: ${written.message}. Nothing was changed.`);
    changed([path]);
    return { ok: true };
  },
);

function failed<M extends string>(message: M): { ok: false; message: M } {
  return { ok: false, message };
}

const CANCELLED: ManifestBuilt = { ok: false, message: 'The manifest was cancelled.', cancelled: true };

// What keeps the file from being written, whatever lies there. The original makes no folder either.
function obstacleTo(workspace: Workspace, path: string, text: string): string | undefined {
  const label = workspace.label(path);
  const { value } = parseJson(text);
  const problem = value ? pytycheProblems(value)[0]?.message : 'it is not valid JSON';
  if (problem !== undefined) return `${label} was not written, for the manifest would not be valid: ${problem}.`;
  if (workspace.host.stat(dirname(path))?.kind !== 'folder')
    return `${label} was not written: its folder is not there. Make the folder first, or choose another.`;
  if (workspace.host.stat(path)?.kind === 'folder') return `${label} was not written: a folder is in its place.`;
  if (workspace.documentAt(path)?.unsaved())
    return `${label} was not written: it is open with changes that are not saved. Save or close it first.`;
  return undefined;
}
