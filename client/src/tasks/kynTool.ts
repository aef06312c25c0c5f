// The command line of this extension as a tool: it is run by VS Code's own runtime, so that Node need not be installed.
import * as path from 'node:path';
import type { ExtensionContext, Task } from 'vscode';
import * as vscode from 'vscode';
import type { Tool } from '../../../src-shared/host/node/toolSearch';

/** The tool. */
export const kynTool = ({ extensionPath }: Pick<ExtensionContext, 'extensionPath'>): Tool => ({
  program: process.execPath,
  args: [path.join(extensionPath, 'dist', 'kyn.js')],
  // Without the first, the program of a desktop VS Code would open a window. The options of the user's Node are not meant for this one.
  env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
});

/** Whether a task runs it. */
export const isKynTask = (extension: Pick<ExtensionContext, 'extensionPath'>, { execution }: Task): boolean =>
  execution instanceof vscode.ProcessExecution && execution.args[0] === kynTool(extension).args[0];
