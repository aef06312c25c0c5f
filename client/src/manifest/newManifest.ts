// A new experiment manifest from the first prompt to its preview; writeManifest.ts writes it.
import * as vscode from 'vscode';
import { SPEC_ENDING } from '../../../src-shared/text/specEnding';
import type { ClientContext } from '../base/clientContext';
import { requireTrust } from '../tasks/requireTrust';
import { findInterpreterFor } from '../tasks/toolSearchHost';
import { t } from '../ui/l10n';
import { openSetting } from '../ui/openSetting';
import { showMessage } from '../ui/showMessage';
import { activeSpec } from '../ui/uris';
import { askData } from './askData';
import { askParams, type ManifestContext } from './askParams';
import { buildManifest } from './buildManifest';
import { showPreview } from './manifestPreview';
import { suggestedFile } from './suggestedFile';

/** Prompts, builds and previews a manifest. `resource`: a spec whose params are offered, or any file of the folder. */
export async function newManifest(context: ClientContext, resource: vscode.Uri | undefined): Promise<void> {
  const trusted = requireTrust(t('Creating a manifest runs git and Python, which requires a trusted workspace.'));
  const manifestContext = trusted ? await readManifestContext(context, resource) : undefined;
  const params = manifestContext && (await askParams(manifestContext));
  const data = params && (await askData(manifestContext.folder));
  if (!data) return;
  const { folder, python } = manifestContext;
  const parts = { folder: folder.toString(), python, data, ...(params !== 'none' && { params }) };
  const built = await buildManifest(context, parts);
  if (built?.ok) await showPreview({ ...built, folder });
  else if (built) showMessage('error', built.message);
}

async function readManifestContext(
  context: ClientContext,
  resource: vscode.Uri | undefined,
): Promise<ManifestContext | undefined> {
  const folder = await folderFor(resource);
  const python = folder && (await findPythonOrShowError(resource ?? folder, folder));
  if (!folder || python === undefined) return undefined;
  const git = await context.request('kynml/gitState', { uri: suggestedFile(folder).toString() });
  if (git && git !== 'unknown') return { folder, git, python, spec: specOf(resource) };
  showMessage('error', noGitText());
  return undefined;
}

const specOf = (resource: vscode.Uri | undefined): vscode.Uri | undefined =>
  resource && SPEC_ENDING.test(resource.path) ? resource : undefined;

const noGitText = (): string =>
  t(
    'A manifest records the current commit, but git reported none: the folder is not in a git repository, nothing is committed yet, or git refuses to read the repository or did not respond. Commit the experiment, then try again.',
  );

// The folder of the resource or the active spec; with several folders the user picks one.
async function folderFor(resource: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const at = resource ?? activeSpec();
  const workspaceFolder =
    (at && vscode.workspace.getWorkspaceFolder(at)) ?? (folders.length === 1 ? folders[0] : undefined);
  if (workspaceFolder) return workspaceFolder.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const text = t(
    'A manifest records the git state of the open folder, but no folder is open. Open the folder of the experiment first.',
  );
  showMessage('information', text, { title: t('Open folder'), command: 'vscode.openFolder' });
  return undefined;
}

async function findPythonOrShowError(resource: vscode.Uri, folder: vscode.Uri): Promise<string | undefined> {
  const search = await findInterpreterFor(resource, folder.fsPath);
  if (search.found) return search.program;
  const text = t(
    'A manifest records the Python of the experiment, but none was found (tried: {0}). Select an interpreter in the Python extension or set `kynml.command`.',
    search.tried.join('; '),
  );
  showMessage('error', text, openSetting('kynml.command'));
  return undefined;
}
