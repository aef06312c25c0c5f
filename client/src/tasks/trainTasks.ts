// Provides training tasks: every spec in Run Task, and `{ "type": "kynml", "spec": "..." }` in tasks.json.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { findSpecs } from '../spec/pickSpec';
import { workingFolder } from '../ui/uris';
import { keepsHistory } from './history';
import { toolSearchForTasks } from './toolSearchHost';
import { holdsVariable, readDefinition, specPath } from './trainCommandLine';
import { trainTask } from './trainTask';

/** The task provider. */
export const trainTasks: Part = {
  name: 'train tasks',
  start: context =>
    vscode.tasks.registerTaskProvider('kynml', {
      provideTasks: () => provideTasks(context),
      resolveTask: task => resolveTask(context, task),
    }),
};

async function provideTasks(context: ClientContext): Promise<vscode.Task[]> {
  if (!vscode.workspace.isTrusted) return [];
  const specs = await findSpecs();
  const findTool = toolSearchForTasks(context);
  const tasks = await Promise.all(specs.map(spec => specTask(spec, findTool)));
  return tasks.flatMap(task => task ?? []);
}

async function specTask(
  spec: vscode.Uri,
  findTool: ReturnType<typeof toolSearchForTasks>,
): Promise<vscode.Task | undefined> {
  const scope = vscode.workspace.getWorkspaceFolder(spec);
  if (!scope || spec.scheme !== 'file' || holdsVariable(spec.fsPath)) return undefined;
  const folder = workingFolder(spec);
  const definition = { type: 'kynml' as const, spec: vscode.workspace.asRelativePath(spec, false) };
  const tool = await findTool(spec, folder);
  return trainTask({ definition, folder, scope, tool, withoutHistory: !keepsHistory(spec) });
}

// VS Code calls it for tasks of tasks.json, also when it only lists them, so it starts nothing either. It requires the same definition object.
async function resolveTask(context: ClientContext, task: vscode.Task): Promise<vscode.Task | undefined> {
  const definition = readDefinition(task.definition);
  const scope = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
  if (!definition || !scope || !vscode.workspace.isTrusted) return undefined;
  const folder = scope.uri.fsPath;
  const spec = vscode.Uri.file(specPath(definition, folder));
  const tool = await toolSearchForTasks(context)(spec, folder);
  const job = { definition, folder, scope: task.scope ?? scope, tool, withoutHistory: !keepsHistory(spec) };
  const { execution, presentationOptions } = trainTask(job);
  const resolved = new vscode.Task(task.definition, job.scope, task.name, 'kynml', execution, ['$kynml']);
  resolved.presentationOptions = presentationOptions;
  return resolved;
}
