// Reproduce Run: for a run manifest or an entry of a sweep, otherwise for the open or a selected one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { chooseEntry, chooseRun } from '../runs/chooseRun';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';
import { uriOf } from '../ui/uris';

/** The command. */
export const reproduceRun: Command = {
  id: commands.reproduceRun,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const chosen = () => chooseRun(context, t('Reproduce Run'), ({ kind }) => kind === MANIFEST);
    const run = uriOf(argument) ?? (await activeRun(context)) ?? (await chosen());
    const entry = run && (await entryOf(context, run));
    if (entry) await (await import('../tasks/reproduceRun')).reproduceRun(context, entry);
  },
};

const MANIFEST = 'kynml-run-manifest';
const SWEEP = 'kynml-sweep-results';

async function activeRun(context: ClientContext): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') return undefined;
  const run = await context.request('kynml/run', { uri: uri.toString() });
  return run?.kind === MANIFEST || run?.kind === SWEEP ? uri : undefined;
}

// The results of a sweep contain several runs, so the user names one by its number.
async function entryOf(context: ClientContext, run: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (run.fragment !== '') return run;
  const item = await context.request('kynml/run', { uri: run.toString() });
  return item?.kind === SWEEP ? chooseEntry(run, t('Reproduce Run')) : run;
}
