// Backs up manifests before a training started by Run Task overwrites them. The command Train does so itself.
// VS Code sends no event between the selection of a task and the start of its process. So manifests are backed up when
// tasks are listed or resolved (`trainTasks`), and again when a task ends. "Rerun Last Task" does neither: a manifest that
// appeared since is backed up when the task starts, unless a very quick run overwrites it first.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { backupFolder, manifestPath } from '../runs/backupFolder';
import { backUpManifest } from '../runs/manifestBackups';
import { trainingOf } from './runningTrainings';

/** Backs up manifests when training tasks start and end. */
export const manifestBackup: Part = {
  name: 'manifest backup',
  start(context) {
    const backUp = ({ execution }: { readonly execution: vscode.TaskExecution }) => {
      const training = trainingOf(execution.task);
      if (training) void backUpManifests(context, [training.folder]);
    };
    return vscode.Disposable.from(vscode.tasks.onDidStartTask(backUp), vscode.tasks.onDidEndTask(backUp));
  },
};

/** Backs up the manifests of working folders. A failure is logged and does not block. */
export async function backUpManifests(context: ClientContext, folders: readonly string[]): Promise<void> {
  const backUp = async (folder: string) => {
    await backUpManifest(backupFolder(context.extension), manifestPath(folder)).catch(error =>
      context.log.warn('manifest backup', String(error)),
    );
  };
  await Promise.all([...new Set(folders)].map(backUp));
}
