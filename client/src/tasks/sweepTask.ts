// Creates the task that trains the combinations of a spec: a process with separate arguments; no shell is used.
import * as vscode from 'vscode';
import { labelText } from '../../../src-shared/text/iconLabel';
import { kynArguments, specPath, type TrainDefinition } from './trainCommandLine';
import type { TrainingTool } from './trainingTool';
import { executionOf, presentationOf, toolName } from './trainTask';

/** A sweep. The official tool runs it in the working folder, the built-in compiler in a folder of its own. */
export interface SweepJob {
  readonly definition: TrainDefinition;
  /** The working folder. */
  readonly folder: string;
  readonly scope: vscode.WorkspaceFolder | vscode.TaskScope;
  readonly tool: TrainingTool;
  /** The folder of the results, absolute. */
  readonly out: string;
  readonly resume: boolean;
  readonly jobs: number;
  readonly withoutHistory: boolean;
  /** As in `KynOptions`. */
  readonly target?: string;
}

/** The task of a job. */
export function sweepTask(job: SweepJob): vscode.Task {
  const { definition, folder, scope, tool, out } = job;
  const args =
    tool.kind === 'official'
      ? ['sweep', specPath(definition, folder)]
      : kynArguments('sweep', definition, folder, { ...job, ...tool });
  // A separate type, so that tasks.json does not start it.
  const identity = { type: 'kynml.sweep', spec: definition.spec, out };
  const name = labelText(`sweep ${definition.spec}`);
  const task = new vscode.Task(identity, scope, name, 'kynml', executionOf(tool, args, folder));
  task.detail = labelText(toolName(tool, folder));
  task.presentationOptions = presentationOf(tool);
  return task;
}
