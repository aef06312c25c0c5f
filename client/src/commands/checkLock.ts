// Check Lock: compares a spec with its lock and always shows the result, because the user requested it.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { lockNotification } from '../lock/lockNotification';
import { specFor } from '../spec/pickSpec';
import { saveLockAndReadState } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so the lock was not checked. Its text is still in the editor.', name);

/** The command. */
export const checkLock: Command = {
  id: commands.checkLock,
  async run(context, argument) {
    const uri = await specFor(argument, t('Check Lock'));
    const state = uri && (await saveLockAndReadState(context, uri, saveFailedMessage));
    if (!state) return;
    const lock =
      state.lock.uri === null ? t('its lock') : vscode.workspace.asRelativePath(vscode.Uri.parse(state.lock.uri));
    const report = lockNotification(state, nameOf(uri), lock);
    showMessage(report.level, report.text, ...report.actions);
  },
};
