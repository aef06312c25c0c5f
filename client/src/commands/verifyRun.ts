// Verify Run: compares what a run records with the files of this machine; for the given, the open or a selected run.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { chooseRun } from '../runs/chooseRun';
import { verifyFile } from '../runs/verifyRuns';
import { t } from '../ui/l10n';
import { isFile, uriOf } from '../ui/uris';

/** The command. */
export const verifyRun: Command = {
  id: commands.verifyRun,
  async run(context, argument) {
    const file = uriOf(argument) ?? (await activeRun(context)) ?? (await chooseRun(context, t('Verify Run')));
    if (file) await verifyFile(context, file);
  },
};

async function activeRun(context: ClientContext): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!uri || !isFile(uri)) return undefined;
  return (await context.request('kynml/run', { uri: uri.toString() })) ? uri : undefined;
}
