// Which of These Can I Trust?: verifies all runs, and shows those that were confirmed and have nothing against them.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { verifyAll } from '../runs/verifyRuns';

/** The command. When the verification is cancelled or not possible, the view stays as it is. */
export const showTrustedRuns: Command = {
  id: commands.showTrustedRuns,
  async run(context) {
    if (!(await verifyAll(context))) return;
    context.runQuery.set({ filter: 'state:trusted' });
    await vscode.commands.executeCommand('kynml.runs.focus');
  },
};
