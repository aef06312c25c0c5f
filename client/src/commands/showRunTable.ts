// Show Runs as Table: all runs of the workspace, several selected ones, or the combinations of a results file of a sweep.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { openRunTable, sweepEditorType } from '../panels/runsPanel';
import { uriOf, urisOf } from '../ui/uris';

/** The command. */
export const showRunTable: Command = {
  id: commands.showRunTable,
  async run(context, argument, selection) {
    const selected = urisOf(selection);
    const file = uriOf(argument);
    if (selected.length > 1) openRunTable(context, selected);
    else if (file) await vscode.commands.executeCommand('vscode.openWith', file, sweepEditorType);
    else openRunTable(context);
  },
};
