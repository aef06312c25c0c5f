// Why a document cannot be trained at its location.
import type * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { nameOf } from '../ui/uris';
import { holdsVariable } from './trainCommandLine';

/** The message for users; undefined when the document can be trained there. */
export function untrainableMessage(document: vscode.Uri): string | undefined {
  if (document.scheme !== 'file')
    return t('{0} is not a file on disk, so it cannot be trained. Save it to a folder first.', nameOf(document));
  if (!holdsVariable(document.fsPath)) return undefined;
  return t(
    '{0} cannot be trained because VS Code would replace {1} in its path. Rename the file or folder.',
    document.fsPath,
    '${…}',
  );
}
