// Prompts for a text.
import * as vscode from 'vscode';
import { notificationText } from '../../../src-shared/text/notificationText';

/** A prompt: `validate` returns the error of a text, undefined for a valid one. */
export interface TextPrompt {
  readonly title: string;
  readonly prompt: string;
  readonly validate: (text: string) => string | undefined;
}

/** The text without surrounding blanks; undefined when the user cancelled. */
export async function inputBox({ title, prompt, validate }: TextPrompt): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: notificationText(title),
    prompt: notificationText(prompt),
    validateInput: validate,
    ignoreFocusOut: true,
  });
  return text?.trim();
}
