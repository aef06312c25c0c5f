// `kynml/buildManifest` and `kynml/writeManifest`: an experiment manifest with the state of git and the interpreter, shown before it is written.
import { pytycheProblems } from '../../../../src-shared/artifacts/experimentForm';
import type { ReadResult } from '../../../../src-shared/host/host';
import { leadsOut } from '../../../../src-shared/host/leadsOut';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { dirname } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import type { ManifestBuilt, ManifestWritten } from '../../../../src-shared/protocol/requests';
import { experimentText, queryVersion } from '../../../../src-shared/repro/experiment/experiment';
import { queryGit } from '../../../../src-shared/repro/git/gitInfo';
import { missingState } from '../../../../src-shared/repro/git/missingState';
import { parseJson } from '../../../../src-shared/text/jsonText';
import { readParams, readProvenance } from '../artifact/manifestData';
import { pathOf } from '../base/convert';
import { budgeted } from '../base/gitLimit';
import { ownFeature } from '../protocol/feature';
import type { WorkspaceView } from '../workspace/workspaceView';

const FAILED = 'The manifest could not be created. See the output channel KynML.';
const NOT_HERE = 'An experiment manifest records the git state of a folder on this machine.';
const NO_TRUST = 'Creating an experiment manifest starts git and the interpreter, which requires a trusted workspace.';

/** `kynml/buildManifest`. Cheap steps that can fail come before the hashing; git comes last, because the time stamp is that of the end. */
export const buildManifest = ownFeature(
  'kynml/buildManifest',
  failed(FAILED),
  async ({ workspace }, parts, control): Promise<ManifestBuilt> => {
    const folder = pathOf(parts.folder);
    if (folder === undefined) return failed(NOT_HERE);
    if (!workspace.trusted) return failed(NO_TRUST);
    const params = readParams(workspace, parts.params);
    if (typeof params === 'string') return failed(params);
    const env = await queryVersion(workspace.host, parts.python, { folder, signal: control.cancelled });
    if (control.cancelled.aborted) return CANCELLED;
    if (typeof env === 'string') return failed(env);
    const provenance = await readProvenance(workspace, { data: parts.data, folder }, control);
    if (provenance === undefined) return CANCELLED;
    if (typeof provenance === 'string') return failed(provenance);
    const answer = await queryGit(budgeted(workspace.host), folder);
    if (answer.kind !== 'complete') return failed(capitalized(missingState(answer)));
    const git = answer.state;
    const made = experimentText({ git, env, provenance, params: params.node, now: new Date() });
    if ('problem' in made) return failed(`${made.problem}. The manifest was not created.`);
    return { ok: true, text: made.text, git, remarks: params.remarks };
  },
);

/** `kynml/writeManifest`. */
export const writeManifest = ownFeature(
  'kynml/writeManifest',
  { ok: false, message: 'The manifest could not be written. See the output channel KynML.' },
  async ({ workspace, filesWritten }, { uri, text, replace }): Promise<ManifestWritten> => {
    const path = pathOf(uri);
    if (path === undefined) return failed('A manifest must be a file on this machine.');
    const obstacle = obstacleTo(workspace, path, text);
    if (obstacle !== undefined) return failed(obstacle);
    const label = workspace.label(path);
    const exists = workspace.host.stat(path) !== undefined;
    if (exists && !replace)
      return { ok: false, exists: true, message: `${label} already exists. Replace it with the new manifest?` };
    // The user agreed to replace the file that was there, and not one that appears now.
    const isExpected = (current: ReadResult): boolean => exists || (!current.ok && current.reason === 'missing');
    const written = await workspace.host.writeAtomic(path, text, isExpected);
    if (!written.ok) return failed(`${label} could not be written: ${written.message}. The file was not changed.`);
    filesWritten([path]);
    return { ok: true };
  },
);

function failed<M extends string>(message: M): { ok: false; message: M } {
  return { ok: false, message };
}

// The name of git has no capital letter.
const capitalized = (sentence: string): string => sentence.replace(/^the /, 'The ');

const CANCELLED: ManifestBuilt = { ok: false, message: 'Creating the manifest was cancelled.', cancelled: true };

// A reason not to write the file, even to replace one. PyTyche does not create folders either.
function obstacleTo(workspace: WorkspaceView, path: string, text: string): string | undefined {
  const label = workspace.label(path);
  const { value } = parseJson(text);
  const problem = value ? pytycheProblems(value)[0]?.message : 'it is not valid JSON';
  if (problem !== undefined) return `${label} was not written, because the manifest would not be valid: ${problem}.`;
  if (workspace.host.stat(dirname(path))?.kind !== 'folder')
    return `${label} was not written: its folder does not exist. Create the folder, or choose another one.`;
  const link = linkProblem(workspace, path);
  if (link !== undefined) return `${label} was not written: ${link}. Name the file itself, or choose another name.`;
  if (workspace.host.stat(path)?.kind === 'folder') return `${label} was not written: it is a folder.`;
  if (workspace.documentAt(path)?.isUnsaved())
    return `${label} was not written: it is open with unsaved changes. Save or close it first.`;
  return undefined;
}

// A link may have come with a repository, so nothing is written through one that leads out.
function linkProblem({ host, folders }: WorkspaceView, path: string): string | undefined {
  const read = host.readHead(path, 0);
  if (!read.ok && read.reason !== 'missing' && isAbsent(read.reason)) return reasonText(read.reason);
  return leadsOut(host, folders, path) ? 'it is a link that leads out of the workspace folders' : undefined;
}
