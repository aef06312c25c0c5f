// Checks whether programs may be started in the workspace, and shows how to trust it.
import * as vscode from 'vscode';
import { showNeedsTrust } from '../ui/showNeedsTrust';

/** Whether the workspace is trusted. `text` names the operation that requires trust. */
export function requireTrust(text: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  showNeedsTrust(text);
  return false;
}
