// Messages to the user, each with the actions that help. Telling never waits for an answer, so that no command hangs on an unread message.
import * as vscode from 'vscode';

/** A button of a message: the command that it runs, or the document that it opens. */
export type Action =
  | { readonly title: string; readonly command: string; readonly args?: readonly unknown[] }
  | { readonly title: string; readonly open: string };

/** How serious a message is. */
export type Level = 'information' | 'warning' | 'error';

const show = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} satisfies Record<Level, unknown>;

/** Shows a message that blocks nothing; the action that is clicked is run. */
export function showMessage(level: Level, text: string, ...actions: readonly Action[]): void {
  const titles = actions.map(action => action.title);
  void show[level](text, ...titles).then(title => runAction(actions.find(action => action.title === title)));
}

/** Does what an action says; nothing without one. */
export async function runAction(action: Action | undefined): Promise<void> {
  if (!action) return;
  if ('open' in action) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(action.open));
  else await vscode.commands.executeCommand(action.command, ...(action.args ?? []));
}

/** Shows a line in the status bar for five seconds: for what went well and is not seen elsewhere. */
export function showStatusMessage(text: string): void {
  vscode.window.setStatusBarMessage(text, 5000);
}
