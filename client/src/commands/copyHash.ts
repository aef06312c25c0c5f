// Copy CONFIG_HASH: copies the full hash of the text in the editor to the clipboard.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import { shortHash } from '../../../src-shared/text/hashForm';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { specState } from '../spec/specState';
import { t } from '../ui/l10n';
import { showMessage, showStatusMessage } from '../ui/showMessage';

/** The command. */
export const copyHash: Command = {
  id: commands.copyHash,
  async run(context, argument) {
    const uri = await specFor(argument, t('Copy CONFIG_HASH'));
    const state = uri && (await specState(context, uri));
    if (!state) return;
    if (state.configHash === null) return showMessage('error', state.message);
    await vscode.env.clipboard.writeText(state.configHash);
    showStatusMessage({ icon: 'copy', text: copiedText(shortHash(state.configHash), state.unsaved) });
  },
};

const copiedText = (hash: string, unsaved: boolean): string =>
  unsaved ? t('Copied CONFIG_HASH {0} (unsaved text)', hash) : t('Copied CONFIG_HASH {0}', hash);
