// The terminal of a training task. VS Code has no API for it, but the terminal is named after the task.
import * as vscode from 'vscode';

/** The terminal of a task; undefined when it was closed. */
export function terminalOf(task: string): vscode.Terminal | undefined {
  return vscode.window.terminals.find(terminal => terminal.name.endsWith(task));
}

/** Whether the user typed into it. VS Code keeps this state while the terminal is reused. */
export const hasInput = (task: string): boolean => terminalOf(task)?.state.isInteractedWith ?? false;

/** Makes it the active terminal for "Show terminal", without moving the focus. */
export function revealTerminal(task: string): void {
  terminalOf(task)?.show(true);
}
