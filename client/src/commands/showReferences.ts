// Show References: peeks at the uses of a name. Only the lens above a model calls it.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { uriOf } from '../ui/uris';

/** The command. The server passes the document and the position of the name as LSP values. */
export const showReferences: Command = {
  id: commands.showReferences,
  async run(_context, document, place) {
    const uri = uriOf(document);
    const position = positionOf(place);
    if (!uri || !position) return;
    const all = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      position,
    );
    // The definition is at the position of the lens, so only the uses are shown.
    const uses = (all ?? []).filter(l => l.uri.toString() !== uri.toString() || !l.range.contains(position));
    await vscode.commands.executeCommand('editor.action.showReferences', uri, position, uses);
  },
};

function positionOf(place: unknown): vscode.Position | undefined {
  if (typeof place !== 'object' || place === null || !('line' in place) || !('character' in place)) return undefined;
  const { line, character } = place;
  return typeof line === 'number' && typeof character === 'number' ? new vscode.Position(line, character) : undefined;
}
