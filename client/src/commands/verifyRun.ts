// Verify Run: compares what a run records with the files of this machine; for the given, the open or a selected run.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { listRuns, pickRun } from '../runs/pickRun';
import { verifyFile } from '../runs/verifyRuns';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { uriOf } from '../ui/uris';

/** The command. */
export const verifyRun: Command = {
  id: commands.verifyRun,
  async run(context, argument) {
    const file = uriOf(argument) ?? (await activeRun(context)) ?? (await chooseRun(context));
    if (file) await verifyFile(context, file);
  },
};

async function activeRun(context: ClientContext): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') return undefined;
  return (await context.request('kynml/run', { uri: uri.toString() })) ? uri : undefined;
}

async function chooseRun(context: ClientContext): Promise<vscode.Uri | undefined> {
  const list = await listRuns(context);
  if (list.runs.length === 0) {
    showMessage('information', t('No run manifests were found in this workspace. Train a spec to create one.'), {
      title: t('Train'),
      command: commands.train,
    });
    return undefined;
  }
  const chosen = await pickRun(list, t('Verify Run'));
  return chosen === undefined ? undefined : vscode.Uri.parse(chosen);
}
