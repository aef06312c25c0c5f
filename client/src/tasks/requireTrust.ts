// Whether programs of a workspace may be started; when not, that is said with the way to change it.
import * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';

/** Whether the workspace is trusted. `text` says what needs that. */
export function requireTrust(text: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  showMessage('warning', text, { title: t('Manage trust'), command: 'workbench.trust.manage' });
  return false;
}
