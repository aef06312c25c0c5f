// Show References: peeks at the uses of a name. Only the lens above a model calls it.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { uriOf } from '../ui/uris';

/** The command. The server passes the document and the position of the name as LSP values. */
export const showReferences: Command = {
  id: commands.showReferences,
  async run(_context, document, position) {
    const uri = uriOf(document);
    const at = positionOf(position);
    if (!uri || !at) return;
    const all = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
    // The definition is at the position of the lens, so only the uses are shown.
    const uses = (all ?? []).filter(l => l.uri.toString() !== uri.toString() || !l.range.contains(at));
    await vscode.commands.executeCommand('editor.action.showReferences', uri, at, uses);
  },
};

function positionOf(position: unknown): vscode.Position | undefined {
  if (typeof position !== 'object' || position === null || !('line' in position) || !('character' in position))
    return undefined;
  const { line, character } = position;
  return typeof line === 'number' && typeof character === 'number' ? new vscode.Position(line, character) : undefined;
}
