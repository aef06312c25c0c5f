// Open Spec: opens the spec that a lens of a manifest names, or a picked one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { pickSpec } from '../spec/pickSpec';
import { t } from '../ui/l10n';
import { uriOf } from '../ui/uris';

/** The command. It ignores the active editor, because that spec is already open. */
export const openSpec: Command = {
  id: commands.openSpec,
  async run(_context, argument) {
    const uri = uriOf(argument) ?? (await pickSpec(t('Open Spec')));
    if (uri) await vscode.commands.executeCommand('vscode.open', uri);
  },
};
