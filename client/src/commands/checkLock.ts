// Check Lock: says whether a spec is what its lock holds. The one lock command that answers with a message, because it was asked.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../command';
import { lockReport } from '../lockReport';
import { specFor } from '../pickSpec';
import { nameOf } from '../place';
import { stateWithLockSaved } from '../saveInputs';
import { tell } from '../tell';

/** The command. */
export const checkLock: Command = {
  id: commands.checkLock,
  async run(ctx, argument) {
    const uri = await specFor(argument, 'Check Lock');
    const state = uri && (await stateWithLockSaved(ctx, uri, 'it was not checked'));
    if (!state) return;
    const lock =
      state.lock.uri === null ? 'its lock' : vscode.workspace.asRelativePath(vscode.Uri.parse(state.lock.uri));
    const report = lockReport(state, nameOf(uri), lock);
    tell(report.level, report.text, ...report.actions);
  },
};
