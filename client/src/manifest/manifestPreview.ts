// A manifest that is not written yet, as a read-only document with its actions as lenses.
// Its text exists only while its editor is open; after a reload of the window the editor shows an error.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ManifestBuilt } from '../../../src-shared/protocol/requests';
import { lensLabel } from '../../../src-shared/text/iconLabel';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { sameUri } from '../ui/uris';
import { gitText } from './gitText';

const scheme = 'kynml-preview';

/** A built manifest and the folder that it was built for. */
export type ManifestPreview = Extract<ManifestBuilt, { ok: true }> & { readonly folder: vscode.Uri };

const previews = new Map<string, ManifestPreview>();

/** Provides the documents and their lenses. */
export const manifestPreview: Part = {
  name: 'manifest preview',
  start: () =>
    vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: textOf }),
      vscode.languages.registerCodeLensProvider({ scheme }, { provideCodeLenses: ({ uri }) => lensesOf(uri) }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => previews.delete(uri.toString())),
    ),
};

/** Opens the preview of a manifest. */
export async function showPreview(preview: ManifestPreview): Promise<void> {
  // The name ends in .json for JSON highlighting.
  const path = `/${t('Manifest (not written)')}.json`;
  const uri = vscode.Uri.from({ scheme, path, query: crypto.randomUUID() });
  previews.set(uri.toString(), preview);
  await vscode.window.showTextDocument(uri, { preview: false });
}

/** The preview that a command works on: its argument, else the active editor. */
export function previewFor(
  argument: vscode.Uri | undefined,
): { uri: vscode.Uri; preview: ManifestPreview } | undefined {
  const uri = argument ?? vscode.window.activeTextEditor?.document.uri;
  const preview = uri && previews.get(uri.toString());
  return preview && { uri, preview };
}

/** Reports that there is nothing to write or to discard. */
export function showNoPreview(): void {
  const action = { title: t('New experiment manifest'), command: commands.newManifest };
  showMessage('information', t('No manifest preview is open. Create a manifest first.'), action);
}

/** Closes the editors of a preview. */
export async function closePreview(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const previewTabs = tabs.filter(({ input }) => input instanceof vscode.TabInputText && sameUri(input.uri, uri));
  await vscode.window.tabGroups.close(previewTabs);
}

function textOf(uri: vscode.Uri): string {
  const preview = previews.get(uri.toString());
  if (preview) return preview.text;
  throw new Error(t('This manifest was not written and was lost when its window closed. Create it again.'));
}

function lensesOf(uri: vscode.Uri): vscode.CodeLens[] {
  const preview = previews.get(uri.toString());
  if (!preview) return [];
  const lens = (icon: string, words: string, command = ''): vscode.CodeLens =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: lensLabel(icon, words), command, arguments: [uri] });
  return [
    lens('save', t('Write to…'), commands.writeManifest),
    lens('close', t('Cancel'), commands.discardManifest),
    lens('git-branch', gitText(preview.git)),
    ...preview.remarks.map(remark => lens('info', remark)),
  ];
}
