// Checks whether programs may be started in the workspace, and shows how to trust it.
import * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';

/** Whether the workspace is trusted. `text` names the operation that requires trust. */
export function requireTrust(text: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  showMessage('warning', text, { title: t('Manage trust'), command: 'workbench.trust.manage' });
  return false;
}
