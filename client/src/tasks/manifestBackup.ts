// Keeps the manifests that training from Run Task is about to overwrite. The command Train does so itself, before it starts.
// VS Code asks nobody between the choice of a task and the start of its process. So what lies there is kept when the tasks are
// listed or resolved (`trainTasks`), and every run again when its task ends. "Rerun Last Task" lists and resolves nothing: for a
// manifest that came from elsewhere meanwhile there is only the start of the task, which a very quick run may beat.
import * as vscode from 'vscode';
import type { ExtensionContext } from '../base/extensionContext';
import type { Part } from '../base/part';
import { backupFolder, manifestPath } from '../runs/backupFolder';
import { backUpManifest } from '../runs/manifestBackups';
import { trainingOf } from './runningTrainings';

/** Watches for training tasks that start and end. */
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

/** Keeps the manifests of some working folders as they are now. One that cannot be kept is written to the log and stops nothing. */
export async function backUpManifests(context: ExtensionContext, folders: readonly string[]): Promise<void> {
  const backUp = async (folder: string) => {
    await backUpManifest(backupFolder(context.extension), manifestPath(folder)).catch(error =>
      context.log.warn('manifest backup', String(error)),
    );
  };
  await Promise.all([...new Set(folders)].map(backUp));
}
