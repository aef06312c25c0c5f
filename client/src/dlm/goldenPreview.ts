// The index of goldens before and after an approval, in a diff editor. Nothing is written.
import * as vscode from 'vscode';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { showDiff } from '../ui/showDiff';

const scheme = 'kynml-golden';
const texts = new Map<string, string>();

/** Provides both documents. */
export const goldenPreview: Part = {
  name: 'golden preview',
  start: () =>
    vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: uri => texts.get(uri.toString()) ?? '',
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    ),
};

/** Opens the comparison. Returns a function that closes it. */
export async function showIndexes(before: string, after: string, title: string): Promise<() => Promise<void>> {
  const query = crypto.randomUUID();
  const sideOf = (side: string, text: string): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme, path: `/lock (${side}).json`, query });
    texts.set(uri.toString(), text);
    return uri;
  };
  const sides = [sideOf(t('before'), before), sideOf(t('after'), after)] as const;
  await showDiff(sides, title, { preview: true, preserveFocus: true });
  return () => close(query);
}

async function close(query: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const diffTabs = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.query === query,
  );
  await vscode.window.tabGroups.close(diffTabs);
}
