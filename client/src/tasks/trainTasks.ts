// Provides training tasks: every spec in Run Task, and `{ "type": "kynml", "spec": "..." }` in tasks.json.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { findSpecs } from '../spec/pickSpec';
import { workingFolder } from '../ui/uris';
import { findToolOrShowError } from './findToolOrShowError';
import { keepManifests, keepsHistory } from './history';
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
  // A listed task may start without another call and overwrite the current manifest.
  await keepManifests(context, specs.map(workingFolder));
  return tasks.flatMap(task => task ?? []);
}

async function specTask(
  spec: vscode.Uri,
  findTool: ReturnType<typeof toolSearchForTasks>,
): Promise<vscode.Task | undefined> {
  const scope = vscode.workspace.getWorkspaceFolder(spec);
  if (!scope || spec.scheme !== 'file' || holdsVariable(spec.fsPath)) return undefined;
  const folder = workingFolder(spec);
  const search = await findTool(spec, folder);
  // Without the tool the task is still offered: its failure names the missing program.
  const tool = search.found ? search.tool : ({ kind: 'official', tool: { program: 'kynml', args: [] } } as const);
  const definition = { type: 'kynml' as const, spec: vscode.workspace.asRelativePath(spec, false) };
  return trainTask({ definition, folder, scope, tool, withoutHistory: !keepsHistory(spec) });
}

// Called when a task of tasks.json is run; VS Code requires the same definition object.
async function resolveTask(context: ClientContext, task: vscode.Task): Promise<vscode.Task | undefined> {
  const definition = readDefinition(task.definition);
  const scope = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
  if (!definition || !scope) return undefined;
  const folder = scope.uri.fsPath;
  const spec = vscode.Uri.file(specPath(definition, folder));
  const tool = await findToolOrShowError(context, spec, folder);
  if (!tool) return undefined;
  await keepManifests(context, [folder]);
  const template = trainTask({
    definition,
    folder,
    scope: task.scope ?? scope,
    tool,
    withoutHistory: !keepsHistory(spec),
  });
  const resolved = new vscode.Task(task.definition, task.scope ?? scope, task.name, 'kynml', template.execution, [
    '$kynml',
  ]);
  resolved.presentationOptions = template.presentationOptions;
  return resolved;
}
