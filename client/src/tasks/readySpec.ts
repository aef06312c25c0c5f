// What Train and Sweep do before they start: trust, save, folder, errors, lock, git.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { isAccepting } from '../lock/lockPlanText';
import { writeLock } from '../lock/writeLock';
import { saveDocument } from '../spec/saveDocument';
import { saveInputsAndReadState } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf, workingFolder } from '../ui/uris';
import { checkUncommittedChanges, type GitCheckResult } from './checkUncommittedChanges';
import { lockPrompt } from './lockPrompt';
import { requireTrust } from './requireTrust';
import { isFolderFree } from './runningTrainings';
import type { TrainDefinition } from './trainCommandLine';
import { untrainableMessage } from './untrainableMessage';

/** A spec that can be trained. */
export interface ReadySpec {
  readonly spec: vscode.Uri;
  /** The working folder. */
  readonly folder: string;
  readonly configHash: string | null;
  readonly gitCheck: GitCheckResult;
}

/** The saved spec; undefined when it cannot be trained, which is shown, or when the user cancelled. */
export async function readySpec(context: ClientContext, uri: vscode.Uri): Promise<ReadySpec | undefined> {
  if (!requireTrust(t('Training runs code from this folder, which requires a trusted workspace.'))) return undefined;
  const spec = await saveDocument(uri, saveFailedMessage);
  if (!spec || !isRunnable(spec)) return undefined;
  const folder = workingFolder(spec);
  const state = isFolderFree(folder) ? await readyState(context, spec) : undefined;
  const gitCheck = state && (await checkUncommittedChanges(context, spec, 'training'));
  return gitCheck && { spec, folder, configHash: state.configHash, gitCheck };
}

/** The definition of the task of a spec. */
export const definitionOf = (spec: vscode.Uri): TrainDefinition => ({
  type: 'kynml',
  spec: vscode.workspace.getWorkspaceFolder(spec) ? vscode.workspace.asRelativePath(spec, false) : spec.fsPath,
});

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so training did not start. Its text is still in the editor.', name);

function isRunnable(spec: vscode.Uri): boolean {
  const message = untrainableMessage(spec);
  if (message !== undefined) showMessage('error', message, saveAs());
  else if (!vscode.workspace.workspaceFolders?.length)
    showMessage('information', noFolderText(spec), openFolderOf(spec));
  else return true;
  return false;
}

const saveAs = () => ({ title: t('Save as…'), command: 'workbench.action.files.saveAs' });

// Without a folder, VS Code starts terminals in the home folder, and the manifest would be written there.
const noFolderText = (spec: vscode.Uri): string =>
  t(
    'Training writes its manifest to the open folder, but no folder is open. Open the folder of {0}, then train it.',
    nameOf(spec),
  );

const openFolderOf = (spec: vscode.Uri) => ({
  title: t('Open its folder'),
  command: 'vscode.openFolder',
  args: [vscode.Uri.joinPath(spec, '..')],
});

// The tool reads files from disk, so the spec, its imports and its lock are saved first.
async function readyState(context: ClientContext, spec: vscode.Uri): Promise<SpecState | undefined> {
  const state = await saveInputsAndReadState(context, spec, saveFailedMessage);
  if (!state || (state.errors > 0 && !refuseErrors(state, spec))) return undefined;
  return (await settleLock(context, state, spec)) ? state : undefined;
}

function refuseErrors({ errors }: SpecState, spec: vscode.Uri): false {
  const name = nameOf(spec);
  const text =
    errors === 1
      ? t('{0} has 1 error, so training did not start.', name)
      : t('{0} has {1} errors, so training did not start.', name, errors);
  const show = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  showMessage('error', text, show);
  return false;
}

async function settleLock(context: ClientContext, state: SpecState, spec: vscode.Uri): Promise<boolean> {
  if (state.lock.state === 'locked' || state.lock.state === 'missing') return true;
  const plan = await context.request('kynml/planLock', { uri: state.uri, mode: 'regenerate' });
  const prompt = lockPrompt(state, nameOf(spec), plan);
  const answer = prompt && (await quickPick(prompt, prompt.choices));
  // The prompt shows what a drifted lock would accept; any other plan has a question of its own.
  const isShown = isAccepting(plan) && plan.confirm === undefined;
  if (answer === 'regenerate') return writeLock(context, spec, 'regenerate', isShown ? plan : undefined);
  if (answer === 'show') await vscode.commands.executeCommand(commands.showDrift, spec);
  return answer === 'train';
}
