// Answers the server's request for the kynml tool that validates a spec: the same one that trains it.
import * as vscode from 'vscode';
import type { ToolAnswer } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { workingFolder } from '../ui/uris';
import { findToolFor } from './toolSearchHost';

/** The tool for the spec with a URI, or what was tried to find it. */
export async function answerToolRequest(request: ClientContext['request'], uri: string): Promise<ToolAnswer> {
  // The search may start the selected Python, which requires trust.
  if (!vscode.workspace.isTrusted) return { tried: [t('nothing, because this workspace is not trusted')] };
  const spec = vscode.Uri.parse(uri);
  const search = await findToolFor(request, spec, workingFolder(spec));
  return search.found ? { argv: [search.tool.program, ...search.tool.args] } : { tried: search.tried };
}
