// Writes a file that the user chose in a dialog.
import * as vscode from 'vscode';
import { writeSentences } from '../../../src-shared/host/node/writeSentences';
import { isBrowser } from '../base/isBrowser';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';

/**
 * Writes a file; whether that succeeded, and why not is shown. On this computer it is replaced as a whole or not at all; another file system writes it as it
 * does, and its errors are those of the editor.
 */
export async function saveFile(target: vscode.Uri, content: Uint8Array): Promise<boolean> {
  if (isBrowser || target.scheme !== 'file') {
    await vscode.workspace.fs.writeFile(target, content);
    return true;
  }
  const { writeFileAtomic } = await import('../../../src-shared/host/node/writeFile');
  const result = await writeFileAtomic(target.fsPath, [content]);
  if (!result.ok)
    showMessage('error', t('{0} was not written: {1}. Nothing was changed.', nameOf(target), result.message));
  for (const sentence of writeSentences(result)) showMessage('warning', sentence(nameOf(target)));
  return result.ok;
}
