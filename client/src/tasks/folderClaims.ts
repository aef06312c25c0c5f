// Claims the folders of runs of the official tool, as `kyn` does itself: no other run starts there, in whatever window, terminal or computer.
// Train and Sweep claim before the start. Run Task starts a process without asking the extension, so the start event is the first chance to stop it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ClaimRefused } from '../../../src-shared/protocol/trainingRequests';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { officialKey, trainingOf } from './runningTrainings';

/** The id of a claim. `none`: it is not known whether the folder is used. */
type ClaimOfTask = { readonly id: string } | { readonly refusal: ClaimRefused } | 'none';

// Tasks are global to a window. Claims of tasks that did not start yet, by what identifies the task; and of those that run.
const waiting = new Map<string, Promise<ClaimOfTask>>();
const running = new Map<vscode.TaskExecution, Promise<ClaimOfTask>>();

/** Claims and releases folders when tasks start and end. */
export const folderClaims: Part = {
  name: 'folder claims',
  start: context =>
    vscode.Disposable.from(
      vscode.tasks.onDidStartTask(({ execution }) => void started(context, execution)),
      vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => void addProcess(context, execution, processId)),
      vscode.tasks.onDidEndTask(({ execution }) => void ended(context, execution)),
    ),
};

/** Claims the folder of a task that is about to start; shows a message and returns undefined if another run uses it. Call `free` if the task did not start. */
export async function claimFolder(context: ClientContext, task: vscode.Task): Promise<{ free(): void } | undefined> {
  const key = officialKey(context, task);
  if (key === undefined) return { free: () => undefined };
  const claim = request(context, task);
  waiting.set(key, claim);
  const result = await claim;
  const isRefused = typeof result === 'object' && 'refusal' in result;
  if (isRefused) {
    waiting.delete(key);
    showMessage('warning', refusalMessage(result.refusal));
    return undefined;
  }
  return { free: () => waiting.delete(key) && void release(context, claim) };
}

async function started(context: ClientContext, execution: vscode.TaskExecution): Promise<void> {
  const key = officialKey(context, execution.task);
  if (key === undefined) return;
  const claim = waiting.get(key) ?? request(context, execution.task);
  waiting.delete(key);
  running.set(execution, claim);
  const result = await claim;
  if (typeof result !== 'object' || !('refusal' in result)) return;
  execution.terminate();
  const name = path.basename(String(execution.task.definition.spec));
  showMessage('warning', t('{0} was stopped: {1}', name, refusalMessage(result.refusal)));
}

async function addProcess(context: ClientContext, execution: vscode.TaskExecution, pid: number): Promise<void> {
  const claim = await running.get(execution);
  if (typeof claim === 'object' && 'id' in claim)
    await context.request('kynml/claimedBy', { id: claim.id, pid }).catch(error => failed(context, error));
}

async function ended(context: ClientContext, execution: vscode.TaskExecution): Promise<void> {
  const claim = running.get(execution);
  running.delete(execution);
  await release(context, claim);
}

async function release(context: ClientContext, claim: Promise<ClaimOfTask> | undefined): Promise<void> {
  const result = await claim;
  if (typeof result === 'object' && 'id' in result)
    await context.request('kynml/releaseFolder', { id: result.id }).catch(error => failed(context, error));
}

// A failure of the server does not prevent a training.
async function request(context: ClientContext, task: vscode.Task): Promise<ClaimOfTask> {
  const training = trainingOf(task);
  if (!training) return 'none';
  const params = { folder: vscode.Uri.file(training.folder).toString(), spec: path.basename(training.spec) };
  const claimed = await context
    .request('kynml/claimFolder', params)
    .catch(error => ({ ok: false, message: String(error) }) as const);
  if (claimed.ok) return { id: claimed.id };
  if ('refusal' in claimed) return { refusal: claimed.refusal };
  return failed(context, claimed.message);
}

function failed({ log }: ClientContext, error: unknown): 'none' {
  log.warn('claim of the folder', String(error));
  return 'none';
}

/** Why a training must not start in a folder, and how to go on. */
export function refusalMessage(refusal: ClaimRefused): string {
  switch (refusal.kind) {
    case 'used': {
      const { spec, pid, isSure, path: file } = refusal;
      const used = t(
        '{0} is being trained in this folder (process {1}) and will write its results there. Wait until training ends.',
        spec,
        String(pid),
      );
      return isSure ? used : `${used} ${t('If process {0} is another program, delete {1}.', String(pid), file)}`;
    }
    case 'elsewhere':
      return t(
        '{0} is being trained in this folder on the computer {1}. Wait until training ends. If it has ended, delete {2}.',
        refusal.spec,
        refusal.computer,
        refusal.path,
      );
    case 'launched':
      return t(
        '{0} was submitted to train in this folder, and whether it has ended is not known yet. Ask with `kyn jobs show` in a terminal, or train in another folder.',
        refusal.spec,
      );
    case 'unusable':
      return t('{0}, with which a run claims its folder, {1}.', refusal.path, refusal.detail);
  }
}
