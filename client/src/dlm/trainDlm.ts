// Trains a DLM document from the click to the result: mode, save, git, tool, start, report.
import * as vscode from 'vscode';
import type { Tool } from '../../../src-shared/host/node/toolSearch';
import { commands } from '../../../src-shared/protocol/commands';
import { labelText } from '../../../src-shared/text/iconLabel';
import type { ClientContext } from '../base/clientContext';
import { saveDocument } from '../spec/saveDocument';
import { checkUncommittedChanges } from '../tasks/checkUncommittedChanges';
import { requireTrust } from '../tasks/requireTrust';
import { findDlmToolFor } from '../tasks/toolSearchHost';
import { startTask } from '../tasks/trainTask';
import { revealTerminal } from '../tasks/trainTerminal';
import { untrainableMessage } from '../tasks/untrainableMessage';
import { t } from '../ui/l10n';
import { openSetting } from '../ui/openSetting';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf, sameUri, workingFolder } from '../ui/uris';
import { dlmDocument } from './dlmTarget';
import { type DlmLockMode, dlmArguments, dlmNotFoundMessage, modeChoices } from './lockModes';

/** Trains a document. Resolves when the training started, was refused or was cancelled. */
export async function trainDlm(context: ClientContext, argument: unknown): Promise<void> {
  if (!requireTrust(t('Training runs code from this folder, which requires a trusted workspace.'))) return;
  const chosen = await dlmDocument(argument, t('DLM Train'));
  if (!chosen || !isRunnable(chosen)) return;
  const prompt = { title: t('DLM Train {0}', nameOf(chosen)), placeHolder: t('Select how to use the lock') };
  const mode = await quickPick(prompt, modeChoices());
  const document = mode && (await saveDocument(chosen, saveFailedMessage));
  const gitCheck = document && (await checkUncommittedChanges(context, document, 'training'));
  const tool = gitCheck && (await findDlmToolOrShowError(document));
  if (!document || !tool || !isIdle(document)) return;
  await start(context, taskOf({ document, mode, tool }), { document, mode });
}

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so training did not start. Its text is still in the editor.', name);

function isRunnable(document: vscode.Uri): boolean {
  const message = untrainableMessage(document);
  if (message === undefined) return isIdle(document);
  showMessage('error', message);
  return false;
}

const TYPE = 'kynml.dlm';

// Two trainings would write to the same store.
function isIdle(document: vscode.Uri): boolean {
  const isTraining = ({ task }: vscode.TaskExecution): boolean =>
    task.definition.type === TYPE && sameUri(vscode.Uri.file(String(task.definition.document)), document);
  const running = vscode.tasks.taskExecutions.find(isTraining);
  if (!running) return true;
  revealTerminal(running.task.name);
  const show = { title: t('Show terminal'), command: 'workbench.action.terminal.focus' };
  showMessage(
    'warning',
    t('{0} is already being trained. Wait until training ends, or stop it.', nameOf(document)),
    show,
  );
  return false;
}

async function findDlmToolOrShowError(document: vscode.Uri): Promise<Tool | undefined> {
  const search = await findDlmToolFor(document, workingFolder(document));
  if (search.found) return search.tool;
  showMessage('error', dlmNotFoundMessage(search.tried), openSetting('kynml.dlm.command'));
  return undefined;
}

interface Job {
  readonly document: vscode.Uri;
  readonly mode: DlmLockMode;
}

// A process with separate arguments; no shell is used.
function taskOf({ document, mode, tool }: Job & { readonly tool: Tool }): vscode.Task {
  const args = [...tool.args, ...dlmArguments(document.fsPath, mode)];
  const execution = new vscode.ProcessExecution(tool.program, args, { cwd: workingFolder(document) });
  const scope = vscode.workspace.getWorkspaceFolder(document) ?? vscode.TaskScope.Workspace;
  const words = ['dlm train', vscode.workspace.asRelativePath(document, false), mode.flag ?? ''];
  const name = labelText(words.join(' ').trim());
  const task = new vscode.Task({ type: TYPE, document: document.fsPath }, scope, name, 'kynml', execution, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    showReuseMessage: false,
  };
  return task;
}

async function start(context: ClientContext, task: vscode.Task, job: Job): Promise<void> {
  const { ended } = await startTask(task);
  ended
    .then(code => showResult(context, { ...job, code, task: task.name }))
    .catch(error => context.log.error('end of training', String(error)));
}

type End = Job & { readonly code: number | undefined; readonly task: string };

// No exit code: the terminal was closed. 130: interrupted. The user knows both, but the lock is read again in any case.
async function showResult(context: ClientContext, { document, mode, code, task }: End): Promise<void> {
  const state = await context.request('kynml/dlmState', { uri: document.toString() });
  if (code === undefined || code === 130) return;
  const name = nameOf(document);
  const check = { title: t('Check DLM Lock'), command: commands.checkDlmLock, args: [document.toString()] };
  if (code === 0) {
    const isWritten = mode.flag !== '--ignore-lock' && state?.state === 'valid';
    const text = isWritten
      ? t('Training of {0} finished: run {1}, {2}.', name, state.run ?? '?', state.determinism ?? '?')
      : t('Training of {0} finished. Its lock was not written.', name);
    showMessage('information', text, check);
    return;
  }
  revealTerminal(task);
  const terminal = { title: t('Show terminal'), command: 'workbench.action.terminal.focus' };
  const text = t('Training of {0} failed (exit code {1}). See the terminal for its output.', name, String(code));
  showMessage('error', text, terminal, check);
}
