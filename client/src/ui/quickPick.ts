// Prompts as quick picks: they work from the keyboard, and Escape always cancels.
import * as vscode from 'vscode';
import { t } from './l10n';

/** One answer. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** A prompt: `title` is the message, `placeHolder` the request below it. */
export interface Prompt {
  readonly title: string;
  readonly placeHolder: string;
}

/** The value of the answer; undefined when the user cancelled. */
export async function quickPick<T>(prompt: Prompt, choices: readonly Choice<T>[]): Promise<T | undefined> {
  const options = { ...prompt, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(choices, options))?.value;
}

/** Asks for confirmation. */
export async function confirm(sentence: string, yes: string): Promise<boolean> {
  const choices = [
    { label: `$(check) ${yes}`, value: true },
    { label: `$(close) ${t('Cancel')}`, value: false },
  ];
  return (
    (await quickPick({ title: sentence, placeHolder: t('Press Enter to confirm or Escape to cancel') }, choices)) ===
    true
  );
}
