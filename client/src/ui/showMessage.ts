// Notifications with actions. They never block: a command does not wait for an unread notification.
import * as vscode from 'vscode';
import { iconLabel } from '../../../src-shared/text/iconLabel';
import { notificationText } from '../../../src-shared/text/notificationText';

/** A button of a notification: the command or function that it runs, or the document that it opens. */
export type Action =
  | { readonly title: string; readonly command: string; readonly args?: readonly unknown[] }
  | { readonly title: string; readonly run: () => void }
  | { readonly title: string; readonly open: string };

/** Level of a notification. */
export type Level = 'information' | 'warning' | 'error';

const show = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} satisfies Record<Level, unknown>;

/** Shows a notification and runs the selected action. The text may contain names of files. */
export function showMessage(level: Level, text: string, ...actions: readonly Action[]): void {
  const titles = actions.map(action => action.title);
  void show[level](notificationText(text), ...titles).then(title =>
    runAction(actions.find(action => action.title === title)),
  );
}

/** Runs an action; nothing without one. */
export async function runAction(action: Action | undefined): Promise<void> {
  if (!action) return;
  if ('run' in action) action.run();
  else if ('open' in action) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(action.open));
  else await vscode.commands.executeCommand(action.command, ...(action.args ?? []));
}

/** Shows a text with a codicon in the status bar for five seconds, for a success that is not visible elsewhere. */
export function showStatusMessage({ icon, text }: { readonly icon: string; readonly text: string }): void {
  vscode.window.setStatusBarMessage(iconLabel(icon, text), 5000);
}
