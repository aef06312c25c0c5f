// Show References: peeks at what uses the name at a place. Only the lens above a model calls it; the editor has its own command for everybody.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { uriOf } from '../ui/uris';

/** The command. Its arguments come from the server, as the protocol writes them: the document and the place of the name. */
export const showReferences: Command = {
  id: commands.showReferences,
  async run(_ctx, document, place) {
    const uri = uriOf(document);
    const position = positionOf(place);
    if (!uri || !position) return;
    const all = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      position,
    );
    // The name itself is where the lens stands already.
    const uses = (all ?? []).filter(l => l.uri.toString() !== uri.toString() || !l.range.contains(position));
    await vscode.commands.executeCommand('editor.action.showReferences', uri, position, uses);
  },
};

function positionOf(place: unknown): vscode.Position | undefined {
  if (typeof place !== 'object' || place === null || !('line' in place) || !('character' in place)) return undefined;
  const { line, character } = place;
  return typeof line === 'number' && typeof character === 'number' ? new vscode.Position(line, character) : undefined;
}
