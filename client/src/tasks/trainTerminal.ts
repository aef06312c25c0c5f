// The terminal of a training task: VS Code gives no way from a task to its terminal, but it is named after the task.
import * as vscode from 'vscode';

/** The terminal of a task; undefined when it was closed. */
export function terminalOf(task: string): vscode.Terminal | undefined {
  return vscode.window.terminals.find(terminal => terminal.name.endsWith(task));
}

/** Whether somebody has typed into it. VS Code keeps that for as long as the terminal is reused. */
export const hasInput = (task: string): boolean => terminalOf(task)?.state.isInteractedWith ?? false;

/** Makes it the active terminal, so that "Show terminal" finds it; the focus stays where it is. */
export function revealTerminal(task: string): void {
  terminalOf(task)?.show(true);
}
