// The kynml tool for a spec, or a message that says what was tried.
import type * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { notFoundText, type Tool } from './kynmlTool';
import { toolFor } from './toolSearchHost';

/** The tool; undefined when there is none, which was said. */
export async function toolOrMessage(spec: vscode.Uri, folder: string): Promise<Tool | undefined> {
  const search = await toolFor(spec, folder);
  if (search.found) return search.tool;
  const settings = { title: t('Open setting'), command: 'workbench.action.openSettings', args: ['kynml.command'] };
  showMessage('error', notFoundText(search.tried), settings);
  return undefined;
}
