// Prompts as quick picks: they work from the keyboard, and Escape always cancels.
import * as vscode from 'vscode';
import { iconLabel, labelText } from '../../../src-shared/text/iconLabel';
import { oneLine } from '../../../src-shared/text/oneLine';
import { t } from './l10n';

/** One answer. Its texts may contain names of files; `icon` is the name of a codicon. */
export interface Choice<T> {
  readonly icon?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
}

/** A prompt: `title` is the message, `placeHolder` the request below it. */
export interface Prompt {
  readonly title: string;
  readonly placeHolder: string;
}

/** The value of the answer; undefined when the user cancelled. */
export async function quickPick<T>(prompt: Prompt, choices: readonly Choice<T>[]): Promise<T | undefined> {
  const options = { matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  const [title, placeHolder] = [oneLine(prompt.title), oneLine(prompt.placeHolder)];
  return (await vscode.window.showQuickPick(choices.map(itemOf), { ...options, title, placeHolder }))?.value;
}

/** The values of the answers that are picked; undefined when the user cancelled. */
export async function quickPickMany<T>(
  prompt: Prompt,
  choices: readonly (Choice<T> & { readonly isPicked: boolean })[],
): Promise<readonly T[] | undefined> {
  const items = choices.map(choice => ({ ...itemOf(choice), picked: choice.isPicked }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
    title: oneLine(prompt.title),
    placeHolder: oneLine(prompt.placeHolder),
  });
  return picked?.map(({ value }) => value);
}

/** The item of an answer. */
export function itemOf<T>({
  icon,
  label,
  description,
  detail,
  value,
}: Choice<T>): vscode.QuickPickItem & { readonly value: T } {
  return {
    label: iconLabel(icon, label),
    ...(description !== undefined && { description: labelText(description) }),
    ...(detail !== undefined && { detail: labelText(detail) }),
    value,
  };
}

/** Asks for confirmation. */
export async function confirm(sentence: string, yes: string): Promise<boolean> {
  const choices = [
    { icon: 'check', label: yes, value: true },
    { icon: 'close', label: t('Cancel'), value: false },
  ];
  return (
    (await quickPick({ title: sentence, placeHolder: t('Press Enter to confirm or Escape to cancel') }, choices)) ===
    true
  );
}
