// Requests the state of a spec and shows an error when the document is not a spec.
import type * as vscode from 'vscode';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';

/** The state of a spec; undefined when the document is not a readable spec (which is shown). */
export async function specState(context: ClientContext, uri: vscode.Uri): Promise<SpecState | undefined> {
  const state = await context.request('kynml/specState', { uri: uri.toString() });
  if (state) return state;
  showMessage('error', t('{0} is not a readable KynML spec. Open a .kyn file and try again.', nameOf(uri)));
  return undefined;
}
