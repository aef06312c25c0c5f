// Finds the kynml tool for a spec, or shows what was tried.
import type * as vscode from 'vscode';
import type { Tool } from '../../../src-shared/host/node/toolSearch';
import { openSetting } from '../ui/openSetting';
import { showMessage } from '../ui/showMessage';
import { toolNotFoundMessage } from './kynmlTool';
import { findToolFor } from './toolSearchHost';

/** The tool; undefined when it was not found (which is shown). */
export async function findToolOrShowError(spec: vscode.Uri, folder: string): Promise<Tool | undefined> {
  const search = await findToolFor(spec, folder);
  if (search.found) return search.tool;
  showMessage('error', toolNotFoundMessage(search.tried), openSetting('kynml.command'));
  return undefined;
}
