// Writes a previewed manifest to a file that the user selects. The server writes; the opened file is the confirmation.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ManifestWritten } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { confirm } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { closePreview, previewFor, showNoPreview } from './manifestPreview';
import { suggestedFile } from './suggestedFile';

/** Prompts for the file and writes it. Cancelling keeps the preview. */
export async function writeManifest(context: ClientContext, argument: vscode.Uri | undefined): Promise<void> {
  const found = previewFor(argument);
  if (!found) return showNoPreview();
  const { uri, preview } = found;
  const target = await vscode.window.showSaveDialog({
    defaultUri: suggestedFile(preview.folder),
    filters: { JSON: ['json'] },
    title: t('Write manifest'),
    saveLabel: t('Write'),
  });
  const written = target && (await write(context, target, preview.text));
  if (!written) return;
  if (!written.ok) return showWriteError(written.message, uri);
  await closePreview(uri);
  await vscode.window.showTextDocument(target, { preview: false });
}

// The dialog confirms overwriting an existing file; a file created since is confirmed here. Undefined: not confirmed.
async function write(context: ClientContext, target: vscode.Uri, text: string): Promise<ManifestWritten | undefined> {
  const ask = (replace: boolean) => context.request('kynml/writeManifest', { uri: target.toString(), text, replace });
  const first = await ask(await isThere(target));
  if (first.ok || !first.exists) return first;
  return (await confirm(first.message, t('Replace it'))) ? ask(true) : undefined;
}

const isThere = (file: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(file)).then(
    () => true,
    () => false,
  );

function showWriteError(message: string, preview: vscode.Uri): void {
  showMessage('error', message, { title: t('Try again'), command: commands.writeManifest, args: [preview] });
}
