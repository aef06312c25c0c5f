// Keeps the manifest of a reproduction in a file that the user chooses.
import * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { saveFile } from './saveFile';

/** Asks for the file, next to the run, and writes it. The dialog asks before a file is replaced. */
export async function keepManifest(run: vscode.Uri, manifest: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: t('Keep the new manifest'),
    defaultUri: vscode.Uri.joinPath(run.with({ fragment: '' }), '..', 'reproduced_manifest.json'),
    filters: { JSON: ['json'] },
  });
  if (!target || !(await saveFile(target, new TextEncoder().encode(manifest)))) return;
  await vscode.commands.executeCommand('vscode.open', target);
}
