// Reproduce Run: for a run manifest or an entry of a sweep, otherwise for the open or a selected one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { listRuns, pickRun } from '../runs/pickRun';
import { reproduceRun as reproduce } from '../tasks/reproduceRun';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { uriOf } from '../ui/uris';

/** The command. */
export const reproduceRun: Command = {
  id: commands.reproduceRun,
  async run(context, argument) {
    const run = uriOf(argument) ?? (await activeRun(context)) ?? (await chooseRun(context));
    if (run) await reproduce(context, run);
  },
};

const MANIFEST = 'kynml-run-manifest';

async function activeRun(context: ClientContext): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') return undefined;
  const run = await context.request('kynml/run', { uri: uri.toString() });
  return run?.kind === MANIFEST ? uri : undefined;
}

async function chooseRun(context: ClientContext): Promise<vscode.Uri | undefined> {
  const list = await listRuns(context);
  const runs = list.runs.filter(({ kind }) => kind === MANIFEST);
  if (runs.length === 0) {
    showMessage('information', t('No run manifests were found in this workspace. Train a spec to create one.'), {
      title: t('Train'),
      command: commands.train,
    });
    return undefined;
  }
  const chosen = await pickRun({ ...list, runs }, t('Reproduce Run'));
  return chosen === undefined ? undefined : vscode.Uri.parse(chosen);
}
