// Creates the task that compiles a spec to a script: a process with separate arguments; no shell is used.
import * as vscode from 'vscode';
import type { Tool } from '../../../src-shared/host/node/toolSearch';
import { labelText } from '../../../src-shared/text/iconLabel';

/** Spec, script, tool and working folder of a compilation. */
export interface CompileJob {
  readonly spec: vscode.Uri;
  readonly script: vscode.Uri;
  readonly folder: string;
  readonly tool: Tool;
}

/** The task of a job. Paths are absolute, so that a name starting with `-` is not read as an option. */
export function compileTask({ spec, script, folder, tool }: CompileJob): vscode.Task {
  const args = [...tool.args, 'compile', spec.fsPath, '-o', script.fsPath];
  const scope = vscode.workspace.getWorkspaceFolder(spec) ?? vscode.TaskScope.Workspace;
  // A separate type, so that it is not counted as a training.
  const definition = { type: 'kynml.compile', spec: spec.fsPath, script: script.fsPath };
  const name = labelText(`compile ${vscode.workspace.asRelativePath(spec, false)}`);
  const execution = new vscode.ProcessExecution(tool.program, args, { cwd: folder });
  const matcher = typeof scope === 'object' ? '$kynml' : '$kynml-absolute';
  const task = new vscode.Task(definition, scope, name, 'kynml', execution, matcher);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, panel: vscode.TaskPanelKind.Shared };
  return task;
}
