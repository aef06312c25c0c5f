// Prompts for a text.
import * as vscode from 'vscode';
import { labelText } from '../../../src-shared/text/iconLabel';
import { notificationText } from '../../../src-shared/text/notificationText';

/** A prompt: `value` is the text before it is changed; `validate` returns the error of a text, undefined for a valid one. */
export interface TextPrompt {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly validate?: (text: string) => string | undefined;
}

// VS Code renders links and icons in the texts below the field.
const promptText = (text: string): string => labelText(notificationText(text));

/** The text without surrounding blanks; undefined when the user cancelled. */
export async function inputBox({ title, prompt, value = '', validate }: TextPrompt): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: notificationText(title),
    prompt: promptText(prompt),
    value,
    validateInput: text => {
      const error = validate?.(text);
      return error === undefined ? undefined : promptText(error);
    },
    ignoreFocusOut: true,
  });
  return text?.trim();
}
