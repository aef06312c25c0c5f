// A list whose rows have buttons: a quick pick that stays open while a button works, and then shows the new state.
import * as vscode from 'vscode';
import { iconLabel, labelText } from '../../../src-shared/text/iconLabel';
import { oneLine } from '../../../src-shared/text/oneLine';

/** What a row or a button does. Returns the list to show then; undefined closes it. */
type Run = () => Promise<ActionListView | undefined>;

/** A button at the end of a row. `icon`: the name of a codicon. */
export interface RowButton {
  readonly icon: string;
  readonly tooltip: string;
  readonly run: Run;
}

/** A row, or a separator with a title. Texts may contain names of files. `run`: what selecting it does. */
export type ListRow =
  | {
      readonly icon?: string;
      readonly label: string;
      readonly description?: string;
      readonly detail?: string;
      readonly run: Run;
      readonly buttons?: readonly RowButton[];
    }
  | { readonly separator: string };

/** A list as it is shown. */
export interface ActionListView {
  readonly title: string;
  readonly placeHolder: string;
  readonly rows: readonly ListRow[];
}

interface RowItem extends vscode.QuickPickItem {
  readonly row?: ListRow;
}

interface RowItemButton extends vscode.QuickInputButton {
  readonly button: RowButton;
}

/** Shows a list until it is closed. An error of a row closes it and rejects. */
export function showActionList(first: ActionListView): Promise<void> {
  const list = vscode.window.createQuickPick<RowItem>();
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.ignoreFocusOut = true;
  // Without it, the list would jump to the first row after a button was pressed.
  list.keepScrollPosition = true;
  return new Promise((resolve, reject) => {
    const work = async (run: Run): Promise<void> => {
      if (list.busy) return;
      list.busy = true;
      try {
        const next = await run();
        list.busy = false;
        if (next) show(list, next);
        else list.hide();
      } catch (error) {
        reject(error);
        list.hide();
      }
    };
    list.onDidAccept(() => {
      const row = list.selectedItems[0]?.row;
      if (row && 'run' in row) void work(row.run);
    });
    list.onDidTriggerItemButton(({ button }) => void work((button as RowItemButton).button.run));
    list.onDidHide(() => {
      list.dispose();
      resolve();
    });
    show(list, first);
    list.show();
  });
}

function show(list: vscode.QuickPick<RowItem>, { title, placeHolder, rows }: ActionListView): void {
  list.title = oneLine(title);
  list.placeholder = oneLine(placeHolder);
  list.items = rows.map(itemOf);
}

function itemOf(row: ListRow): RowItem {
  if ('separator' in row) return { kind: vscode.QuickPickItemKind.Separator, label: labelText(row.separator) };
  const { icon, label, description, detail, buttons = [] } = row;
  return {
    label: iconLabel(icon, label),
    ...(description !== undefined && { description: labelText(description) }),
    ...(detail !== undefined && { detail: labelText(detail) }),
    buttons: buttons.map(itemButton),
    row,
  };
}

const itemButton = (button: RowButton): RowItemButton => ({
  iconPath: new vscode.ThemeIcon(button.icon),
  tooltip: oneLine(button.tooltip),
  button,
});
