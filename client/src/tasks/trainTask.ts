// Creates and runs the task that trains a spec: a process with separate arguments; no shell is used.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { labelText } from '../../../src-shared/text/iconLabel';
import { t } from '../ui/l10n';
import { kynArguments, type TrainDefinition, trainArguments } from './trainCommandLine';
import type { TrainingTool } from './trainingTool';

/** Definition, tool, scope and working folder of a training. */
export interface TrainJob {
  readonly definition: TrainDefinition;
  /** The working folder: the run manifest is written there. */
  readonly folder: string;
  readonly scope: vscode.WorkspaceFolder | vscode.TaskScope;
  readonly tool: TrainingTool;
  /** The setting `kynml.history` is off. */
  readonly withoutHistory: boolean;
  /** As in `KynOptions`. */
  readonly target?: string;
}

/** The task of a job. */
export function trainTask(job: TrainJob): vscode.Task {
  const { definition, folder, scope, tool } = job;
  const args =
    tool.kind === 'official'
      ? trainArguments(definition, folder)
      : kynArguments('train', definition, folder, { ...job, ...tool });
  const execution = executionOf(tool, args, folder);
  const task = new vscode.Task(
    { ...definition },
    scope,
    taskName(definition),
    'kynml',
    execution,
    problemMatcher(scope),
  );
  task.group = vscode.TaskGroup.Build;
  task.detail = labelText(toolName(tool, folder));
  task.presentationOptions = presentationOf(tool);
  return task;
}

/** How the terminal of a training appears. `kyn` names the tool in its first line; for another program, VS Code shows the command line there. */
export const presentationOf = ({ kind }: TrainingTool): vscode.TaskPresentationOptions => ({
  reveal: vscode.TaskRevealKind.Always,
  panel: vscode.TaskPanelKind.Dedicated,
  showReuseMessage: false,
  echo: kind === 'official',
});

/** The process of a tool in a working folder. */
export function executionOf({ tool }: TrainingTool, args: readonly string[], folder: string): vscode.ProcessExecution {
  const env = tool.env && { env: { ...tool.env } };
  return new vscode.ProcessExecution(tool.program, [...tool.args, ...args], { cwd: folder, ...env });
}

/** The tool for people, as `kyn` names it in the terminal: a program inside of the working folder is relative to it. */
export function toolName(tool: TrainingTool, folder: string): string {
  if (tool.kind === 'official') return [pathInside(folder, tool.tool.program), ...tool.tool.args].join(' ');
  const compiler = tool.compiler === 'official' ? t('official tool') : t('built-in compiler');
  return tool.python === undefined ? compiler : `${compiler}, ${pathInside(folder, tool.python)}`;
}

function pathInside(folder: string, file: string): string {
  const inside = path.relative(folder, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? file : inside;
}

// `$kynml` resolves relative paths from ${workspaceFolder}, which does not fit a spec outside all folders.
const problemMatcher = (scope: TrainJob['scope']): string => (typeof scope === 'object' ? '$kynml' : '$kynml-absolute');

/** Name in the task list and of the terminal. */
export function taskName({ spec, params }: TrainDefinition): string {
  const values = Object.entries(params ?? {}).map(([name, value]) => `${name}=${value}`);
  return labelText(['train', spec, ...values].join(' '));
}

/** A started task; `ended` resolves to its exit code, undefined when it was closed or did not start. */
export interface StartedTask {
  readonly ended: Promise<number | undefined>;
}

/** Starts a task. Resolves when it has started. */
export async function startTask(task: vscode.Task): Promise<StartedTask> {
  // A quick process may end before `executeTask` resolves, so end events are collected until the execution is known.
  const ends: { execution: vscode.TaskExecution; code: number | undefined }[] = [];
  let check = (): void => {};
  const record = (execution: vscode.TaskExecution, code: number | undefined) => {
    ends.push({ execution, code });
    check();
  };
  const listeners = vscode.Disposable.from(
    vscode.tasks.onDidEndTaskProcess(event => record(event.execution, event.exitCode)),
    vscode.tasks.onDidEndTask(event => record(event.execution, undefined)),
  );
  const started = await execute(task, listeners);
  const ended = new Promise<number | undefined>(resolve => {
    check = () => {
      const end = ends.find(({ execution }) => execution === started);
      if (end) resolve(end.code);
    };
    check();
  });
  return { ended: ended.finally(() => listeners.dispose()) };
}

async function execute(task: vscode.Task, listeners: vscode.Disposable): Promise<vscode.TaskExecution> {
  try {
    return await vscode.tasks.executeTask(task);
  } catch (error) {
    listeners.dispose();
    throw error;
  }
}
