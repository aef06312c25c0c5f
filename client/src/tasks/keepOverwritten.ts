// Keeps the manifest that a training started from Run Task is about to overwrite. The command Train does so itself, before it starts.
import * as vscode from 'vscode';
import { keptFolder, manifestIn } from '../keptFolder';
import { keepRun } from '../keptRuns';
import type { Part } from '../part';

/** Watches for training tasks that start. */
export const keepOverwritten: Part = {
  name: 'keep overwritten runs',
  start: ctx =>
    vscode.tasks.onDidStartTask(({ execution: { task } }) => {
      const folder = task.definition.type === 'kynml' ? folderOf(task) : undefined;
      if (folder === undefined) return;
      keepRun(keptFolder(ctx.extension), manifestIn(folder)).catch(error => ctx.log.warn('keep run', String(error)));
    }),
};

function folderOf({ execution }: vscode.Task): string | undefined {
  return execution instanceof vscode.ProcessExecution ? execution.options?.cwd : undefined;
}
