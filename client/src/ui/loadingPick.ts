// A quick pick whose answers arrive while it is open. It shows that it is busy until all are there.
import * as vscode from 'vscode';
import { oneLine } from '../../../src-shared/text/oneLine';
import { type Choice, itemOf, type Prompt } from './quickPick';

/** Answers under a title of their own. */
export interface Section<T> {
  readonly title: string;
  readonly choices: readonly Choice<T>[];
}

/** A prompt; `loading` is the request below the title until all answers are there. */
export interface LoadingPrompt extends Prompt {
  readonly loading: string;
}

/** What the work that finds the answers may use. */
export interface LoadingPorts<T> {
  /** Replaces the answers that are shown. */
  readonly show: (sections: readonly Section<T>[]) => void;
  /** Set when the user closed the prompt. */
  readonly token: vscode.CancellationToken;
}

/** The value of the answer; undefined when the user cancelled, or when `load` resolved to false: it found no answer. Rejects as `load` does. */
export function loadingPick<T>(
  { title, placeHolder, loading }: LoadingPrompt,
  load: (ports: LoadingPorts<T>) => Promise<boolean>,
): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  const stop = new vscode.CancellationTokenSource();
  pick.title = oneLine(title);
  pick.placeholder = oneLine(loading);
  pick.busy = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.keepScrollPosition = true;
  return new Promise<T | undefined>((resolve, reject) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (!chosen || chosen.value === undefined) return;
      resolve(chosen.value);
      pick.hide();
    });
    pick.onDidHide(() => {
      stop.cancel();
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    const show = (sections: readonly Section<T>[]): void => replaceItems(pick, sections.flatMap(itemsOf));
    load({ show, token: stop.token }).then(
      hasAnswers => {
        if (!hasAnswers) return pick.hide();
        pick.busy = false;
        pick.placeholder = oneLine(placeHolder);
      },
      error => {
        reject(error);
        pick.hide();
      },
    );
  });
}

type Item<T> = vscode.QuickPickItem & { readonly value?: T };

const itemsOf = <T>({ title, choices }: Section<T>): readonly Item<T>[] => [
  ...(title === '' ? [] : [{ label: oneLine(title), kind: vscode.QuickPickItemKind.Separator }]),
  ...choices.map(itemOf),
];

// The answer that the user moved to stays the active one.
function replaceItems<T>(pick: vscode.QuickPick<Item<T>>, items: readonly Item<T>[]): void {
  const [active] = pick.activeItems;
  pick.items = items;
  const same = active && items.find(({ value }) => value !== undefined && value === active.value);
  if (same) pick.activeItems = [same];
}
