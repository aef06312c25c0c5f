// Training from the first click to the message at its end: save, no errors, lock, tool, keep the last run, start, say how it went.
import * as vscode from 'vscode';
import type { SpecState } from '../../../src-shared/protocol/requests';
import { choose, confirm } from '../choose';
import type { Ctx } from '../ctx';
import { keptFolder, manifestIn } from '../keptFolder';
import { type KeptRun, keepRun } from '../keptRuns';
import { driftText } from '../lockReport';
import { nameOf, workingFolder } from '../place';
import { saveDocument } from '../saveDocument';
import { specState } from '../specState';
import { tell } from '../tell';
import { writeLock } from '../writeLock';
import { notFoundText } from './kynmlTool';
import { toolFor } from './machine';
import { showRunEnd } from './runEnd';
import { holdsVariable } from './trainCommandLine';
import { runningTask, startTask, trainTask } from './trainTask';
import { hasInput } from './trainTerminal';

/** Trains a spec. Resolves when the training has started or was not started, for a reason that was said. */
export async function train(ctx: Ctx, uri: vscode.Uri): Promise<void> {
  if (!isAllowed()) return;
  const spec = await saveDocument(uri, 'training did not start');
  if (!spec || !isRunnable(spec) || !(await isReady(ctx, spec))) return;
  const task = await taskFor(spec);
  if (!task || isRunning(spec, task)) return;
  const folder = workingFolder(spec);
  const before = await keepLastRun(ctx, folder);
  if (before === 'cancelled') return;
  const typedBefore = hasInput(task.name);
  const { ended } = await startTask(task);
  ended
    .then(code => showRunEnd(ctx, { spec, manifest: manifestIn(folder), before, code, task: task.name, typedBefore }))
    .catch(error => ctx.log.error('end of training', String(error)));
}

function isAllowed(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const text = 'Training runs code from this folder, so it needs a workspace that you trust.';
  tell('warning', text, { title: 'Manage trust', command: 'workbench.trust.manage' });
  return false;
}

function isRunnable(spec: vscode.Uri): boolean {
  if (spec.scheme !== 'file')
    tell('error', `${nameOf(spec)} is not a file on this machine. Save it to a folder here, then train it.`, saveAs);
  else if (holdsVariable(spec.fsPath))
    tell('error', `${spec.fsPath} cannot be trained: VS Code would replace what stands in \${…}. Rename it.`, saveAs);
  else if (!vscode.workspace.workspaceFolders?.length) tell('information', noFolderText(spec), openFolderOf(spec));
  else return true;
  return false;
}

const saveAs = { title: 'Save as…', command: 'workbench.action.files.saveAs' };

// In a window without a folder VS Code starts terminals in the home folder only, and the manifest would be written there.
const noFolderText = (spec: vscode.Uri): string =>
  `Training writes its manifest into the folder that is open, and none is. Open the folder of ${nameOf(spec)}, then train it.`;

const openFolderOf = (spec: vscode.Uri) => ({
  title: 'Open its folder',
  command: 'vscode.openFolder',
  args: [vscode.Uri.joinPath(spec, '..')],
});

async function isReady(ctx: Ctx, spec: vscode.Uri): Promise<boolean> {
  const state = await specState(ctx, spec);
  if (!state) return false;
  if (state.errors > 0) return refuseErrors(state, spec);
  return state.lock.state !== 'drifted' || settleDrift(ctx, state, spec);
}

function refuseErrors({ errors }: SpecState, spec: vscode.Uri): false {
  const count = errors === 1 ? '1 error' : `${errors} errors`;
  const show = { title: 'Show problems', command: 'workbench.actions.view.problems' };
  tell('error', `${nameOf(spec)} has ${count}, so training did not start.`, show);
  return false;
}

async function settleDrift(ctx: Ctx, state: SpecState, spec: vscode.Uri): Promise<boolean> {
  const question = { title: driftText(state, nameOf(spec)), placeHolder: 'Train what is not locked?' };
  const answer = await choose(question, [
    { label: '$(sync) Regenerate lock', description: 'accept the change, then train', value: 'regenerate' },
    { label: '$(play) Train anyway', description: 'leave the lock as it is', value: 'train' },
    { label: '$(close) Cancel', value: 'cancel' },
  ]);
  if (answer === 'regenerate') return writeLock(ctx, spec, 'regenerate');
  return answer === 'train';
}

async function taskFor(spec: vscode.Uri): Promise<vscode.Task | undefined> {
  const folder = workingFolder(spec);
  const search = await toolFor(spec, folder);
  if (!search.found) {
    const settings = { title: 'Open setting', command: 'workbench.action.openSettings', args: ['kynml.command'] };
    tell('error', notFoundText(search.tried), settings);
    return undefined;
  }
  const scope = vscode.workspace.getWorkspaceFolder(spec);
  const definition = {
    type: 'kynml' as const,
    spec: scope ? vscode.workspace.asRelativePath(spec, false) : spec.fsPath,
  };
  return trainTask({ definition, folder, scope: scope ?? vscode.TaskScope.Workspace, tool: search.tool });
}

function isRunning(spec: vscode.Uri, task: vscode.Task): boolean {
  if (!runningTask(String(task.definition.spec), task.scope)) return false;
  tell('information', `${nameOf(spec)} is being trained already.`, {
    title: 'Show terminal',
    command: 'workbench.action.terminal.focus',
  });
  return true;
}

async function keepLastRun(ctx: Ctx, folder: string): Promise<KeptRun | undefined | 'cancelled'> {
  try {
    return await keepRun(keptFolder(ctx.extension), manifestIn(folder));
  } catch (error) {
    ctx.log.error('keep run', String(error));
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = `Training will overwrite run_manifest.json, and it could not be copied first (${reason}).`;
    return (await confirm(sentence, 'Train and lose it')) ? undefined : 'cancelled';
  }
}
