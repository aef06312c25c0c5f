// Makes the task that trains a spec: a process with its words as they are, never a shell line, and runs it to its end.
import * as vscode from 'vscode';
import type { Tool } from './kynmlTool';
import { type TrainDefinition, trainArguments } from './trainCommandLine';

/** What a task is made of. */
export interface TrainJob {
  readonly definition: TrainDefinition;
  /** The working folder: the run manifest is written there. */
  readonly folder: string;
  readonly scope: vscode.WorkspaceFolder | vscode.TaskScope;
  readonly tool: Tool;
}

/** The task of a job. */
export function trainTask({ definition, folder, scope, tool }: TrainJob): vscode.Task {
  const args = [...tool.args, ...trainArguments(definition, folder)];
  const execution = new vscode.ProcessExecution(tool.program, args, { cwd: folder });
  const task = new vscode.Task(
    { ...definition },
    scope,
    taskName(definition),
    'kynml',
    execution,
    problemMatcher(scope),
  );
  task.group = vscode.TaskGroup.Build;
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    showReuseMessage: false,
  };
  return task;
}

// The usual matcher reads relative paths from ${workspaceFolder}, which is none or another one for a spec outside of all folders.
const problemMatcher = (scope: TrainJob['scope']): string => (typeof scope === 'object' ? '$kynml' : '$kynml-absolute');

/** Name in the list of tasks and of the terminal. */
export function taskName({ spec, params }: TrainDefinition): string {
  const values = Object.entries(params ?? {}).map(([name, value]) => `${name}=${value}`);
  return ['train', spec, ...values].join(' ');
}

/** A task that was started; `ended` gives its exit code, undefined when there was none: it was closed or never came up. */
export interface StartedTask {
  readonly ended: Promise<number | undefined>;
}

/** Starts a task. Resolves when it has started. */
export async function startTask(task: vscode.Task): Promise<StartedTask> {
  // A quick process ends before VS Code has said which execution is ours, so ends are collected until that is known.
  const ends: { execution: vscode.TaskExecution; code: number | undefined }[] = [];
  let check = (): void => {};
  const note = (execution: vscode.TaskExecution, code: number | undefined) => {
    ends.push({ execution, code });
    check();
  };
  const listeners = vscode.Disposable.from(
    vscode.tasks.onDidEndTaskProcess(event => note(event.execution, event.exitCode)),
    vscode.tasks.onDidEndTask(event => note(event.execution, undefined)),
  );
  const ours = await execute(task, listeners);
  const ended = new Promise<number | undefined>(resolve => {
    check = () => {
      const end = ends.find(({ execution }) => execution === ours);
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
