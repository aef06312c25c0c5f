// Prompts as modal dialogs, for operations that cannot be undone or leave the workspace.
import * as vscode from 'vscode';
import { manyLines, oneLine } from '../../../src-shared/text/oneLine';

/** Message, detail and answers. VS Code adds Cancel. */
export interface ModalPrompt<A extends string> {
  readonly text: string;
  readonly detail: string;
  readonly answers: readonly A[];
}

/** The chosen answer; undefined when the user cancelled. */
export async function modalPrompt<A extends string>({ text, detail, answers }: ModalPrompt<A>): Promise<A | undefined> {
  return vscode.window.showWarningMessage(oneLine(text), { modal: true, detail: manyLines(detail) }, ...answers);
}
