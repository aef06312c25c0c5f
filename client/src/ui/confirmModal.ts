// Questions that must be answered before anything goes on: about what cannot be taken back, and about leaving the workspace.
import * as vscode from 'vscode';

/** A question: the sentence, more about it, and the answers beside Cancel, which VS Code adds. */
export interface ModalQuestion<A extends string> {
  readonly text: string;
  readonly detail: string;
  readonly answers: readonly A[];
}

/** The answer; undefined when the user cancelled. */
export async function confirmModal<A extends string>({
  text,
  detail,
  answers,
}: ModalQuestion<A>): Promise<A | undefined> {
  return vscode.window.showWarningMessage(text, { modal: true, detail }, ...answers);
}
