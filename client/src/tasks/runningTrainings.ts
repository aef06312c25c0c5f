// Ensures that one training at a time runs in a working folder, whether started by Train or by Run Task.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { type Action, showMessage } from '../ui/showMessage';
import { folderInUseMessage, folderReservations, type Training } from './folderReservations';
import { isKynTask } from './kynTool';
import { revealTerminal } from './trainTerminal';

// Tasks are global to a window, and so are the reservations.
const reservations = folderReservations();

/** The training of a task; undefined when the task has another type. */
export function trainingOf(task: vscode.Task): Training | undefined {
  const { type, spec, params } = task.definition;
  const folder = type === 'kynml' || type === 'kynml.sweep' ? folderOf(task) : undefined;
  return folder === undefined
    ? undefined
    : { folder, spec: String(spec), key: JSON.stringify([type, spec, params ?? {}]) };
}

/** What identifies a training of the official tool, which neither claims its folder nor records its run; undefined for other tasks, and for those of `kyn`. */
export function officialKey({ extension }: Pick<ClientContext, 'extension'>, task: vscode.Task): string | undefined {
  const training = trainingOf(task);
  return training && !isKynTask(extension, task) ? JSON.stringify([training.folder, training.key]) : undefined;
}

function folderOf({ execution, scope, definition: { out } }: vscode.Task): string | undefined {
  // A sweep may write to another folder than the one it starts in.
  if (typeof out === 'string') return out;
  const folder = execution instanceof vscode.ProcessExecution ? execution.options?.cwd : undefined;
  return folder ?? (typeof scope === 'object' ? scope.uri.fsPath : undefined);
}

/** Reserves the folder of a task that is about to start; call `free` when it ended or did not start. */
export function reserveFolder(task: vscode.Task): { free(): void } {
  const training = trainingOf(task);
  if (training) reservations.reserve(training);
  return { free: () => training && reservations.cancel(training) };
}

/** Whether a training may start in a folder; shows a message when the folder is in use. */
export function isFolderFree(folder: string): boolean {
  const holder = reservations.holder(folder);
  if (!holder) return true;
  showMessage('warning', folderInUseMessage(holder), showTerminalOf(holder));
  return false;
}

/** Stops the second training in a folder, because it would overwrite the run of the first. */
export const runningTrainings: Part = {
  name: 'running trainings',
  start() {
    // A task survives the reload of a window.
    for (const execution of vscode.tasks.taskExecutions) begin(execution);
    return vscode.Disposable.from(
      vscode.tasks.onDidStartTask(({ execution }) => stopSecond(execution)),
      vscode.tasks.onDidEndTask(({ execution }) => reservations.end(execution)),
    );
  },
};

function begin(execution: vscode.TaskExecution): Training | undefined {
  const training = trainingOf(execution.task);
  return training && reservations.begin(training, execution);
}

// Run Task starts a process without asking the extension, so the start event is the first chance to stop it.
function stopSecond(execution: vscode.TaskExecution): void {
  const holder = begin(execution);
  if (!holder) return;
  execution.terminate();
  const name = path.basename(String(execution.task.definition.spec));
  showMessage('warning', t('{0} was stopped: {1}', name, folderInUseMessage(holder)), showTerminalOf(holder));
}

function showTerminalOf({ key }: Training): Action {
  const running = vscode.tasks.taskExecutions.find(({ task }) => trainingOf(task)?.key === key);
  if (running) revealTerminal(running.task.name);
  return { title: t('Show terminal'), command: 'workbench.action.terminal.focus' };
}
