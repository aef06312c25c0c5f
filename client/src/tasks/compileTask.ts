// Creates the task that compiles a spec to a script: a process with separate arguments; no shell is used.
import * as vscode from 'vscode';
import { labelText } from '../../../src-shared/text/iconLabel';
import { relativeSpec } from './trainCommandLine';
import type { TrainingTool } from './trainingTool';
import { executionOf } from './trainTask';

/** Spec, script, tool and working folder of a compilation. */
export interface CompileJob {
  readonly spec: vscode.Uri;
  readonly script: vscode.Uri;
  readonly folder: string;
  readonly tool: TrainingTool;
  /** The user agreed that changes of the script are lost. Otherwise the built-in compiler does not replace a changed script. */
  readonly losesChanges: boolean;
}

/** The task of a job. No path can be read as an option. */
export function compileTask({ spec, script, folder, tool, losesChanges }: CompileJob): vscode.Task {
  // The script of the built-in compiler names the spec as it is given here.
  const specPath = tool.kind === 'official' ? spec.fsPath : relativeSpec(spec.fsPath, folder);
  const force = losesChanges && tool.kind !== 'official' ? ['--force'] : [];
  const execution = executionOf(tool, ['compile', specPath, '-o', script.fsPath, ...force], folder);
  const scope = vscode.workspace.getWorkspaceFolder(spec) ?? vscode.TaskScope.Workspace;
  // A separate type, so that it is not counted as a training.
  const definition = { type: 'kynml.compile', spec: spec.fsPath, script: script.fsPath };
  const name = labelText(`compile ${vscode.workspace.asRelativePath(spec, false)}`);
  const matcher = typeof scope === 'object' ? '$kynml' : '$kynml-absolute';
  const task = new vscode.Task(definition, scope, name, 'kynml', execution, matcher);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, panel: vscode.TaskPanelKind.Shared };
  return task;
}
