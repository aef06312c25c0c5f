// Trains a spec from the click to the result: folder, save, errors, lock, git, tool, backup, start, report.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { isAccepting } from '../lock/lockPlanText';
import { writeLock } from '../lock/writeLock';
import { backupFolder, manifestPath } from '../runs/backupFolder';
import { backUpManifest, readManifestStamp } from '../runs/manifestBackups';
import { saveDocument } from '../spec/saveDocument';
import { saveInputsAndReadState } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { confirm, quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf, workingFolder } from '../ui/uris';
import { checkUncommittedChanges } from './checkUncommittedChanges';
import { findToolOrShowError } from './findToolOrShowError';
import { lockPrompt } from './lockPrompt';
import { requireTrust } from './requireTrust';
import { isFolderFree, reserveFolder } from './runningTrainings';
import { type PreviousManifest, showTrainingResult, type TrainingEnd } from './showTrainingResult';
import { startTask, trainTask } from './trainTask';
import { hasInput } from './trainTerminal';
import { untrainableMessage } from './untrainableMessage';

/** Trains a spec. Resolves when the training started, was refused or was cancelled. */
export async function train(context: ClientContext, uri: vscode.Uri): Promise<void> {
  if (!requireTrust(t('Training runs code from this folder, which requires a trusted workspace.'))) return;
  const spec = await saveDocument(uri, saveFailedMessage);
  if (!spec || !isRunnable(spec)) return;
  const folder = workingFolder(spec);
  const state = isFolderFree(folder) ? await readyState(context, spec) : undefined;
  const gitCheck = state && (await checkUncommittedChanges(context, spec, 'training'));
  const task = gitCheck && (await taskFor(spec));
  const before = task && (await backUpLastManifest(context, folder));
  // Another training may have started during the prompts.
  if (!before || !isFolderFree(folder)) return;
  await start(context, task, {
    spec,
    configHash: state.configHash,
    manifest: manifestPath(folder),
    before,
    ...gitCheck,
  });
}

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so training did not start. Its text is still in the editor.', name);

type Started = Omit<TrainingEnd, 'code' | 'task' | 'typedBefore'>;

async function start(context: ClientContext, task: vscode.Task, job: Started): Promise<void> {
  const typedBefore = hasInput(task.name);
  const reserved = reserveFolder(task);
  const { ended } = await startTask(task).catch(error => {
    reserved.free();
    throw error;
  });
  ended
    .finally(() => reserved.free())
    .then(code => showTrainingResult(context, { ...job, code, task: task.name, typedBefore }))
    .catch(error => context.log.error('end of training', String(error)));
}

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

async function taskFor(spec: vscode.Uri): Promise<vscode.Task | undefined> {
  const folder = workingFolder(spec);
  const tool = await findToolOrShowError(spec, folder);
  if (!tool) return undefined;
  const scope = vscode.workspace.getWorkspaceFolder(spec);
  const definition = {
    type: 'kynml' as const,
    spec: scope ? vscode.workspace.asRelativePath(spec, false) : spec.fsPath,
  };
  return trainTask({ definition, folder, scope: scope ?? vscode.TaskScope.Workspace, tool });
}

async function backUpLastManifest(context: ClientContext, folder: string): Promise<PreviousManifest | undefined> {
  const manifest = manifestPath(folder);
  const stamp = await readManifestStamp(manifest);
  try {
    return { stamp, backup: await backUpManifest(backupFolder(context.extension), manifest) };
  } catch (error) {
    context.log.error('manifest backup', String(error));
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = t(
      'Training overwrites run_manifest.json, and the existing file could not be copied first ({0}).',
      reason,
    );
    return (await confirm(sentence, t('Train and overwrite it'))) ? { stamp, backup: undefined } : undefined;
  }
}
