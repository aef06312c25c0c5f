// Reproduce Run: for a run manifest or an entry of a sweep, otherwise for the open or a selected one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { listRuns, pickRun } from '../runs/pickRun';
import { reproduceRun as reproduce } from '../tasks/reproduceRun';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { nameOf, uriOf } from '../ui/uris';

/** The command. */
export const reproduceRun: Command = {
  id: commands.reproduceRun,
  async run(context, argument) {
    const run = uriOf(argument) ?? (await activeRun(context)) ?? (await chooseRun(context));
    const entry = run && (await entryOf(context, run));
    if (entry) await reproduce(context, entry);
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

// The results of a sweep contain several runs, so the user names one by its number.
async function entryOf(context: ClientContext, run: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (run.fragment !== '') return run;
  const item = await context.request('kynml/run', { uri: run.toString() });
  if (item?.kind !== SWEEP) return run;
  const number = await inputBox({
    title: t('Reproduce Run'),
    prompt: t('The number of the combination in {0}, counted from 0', nameOf(run)),
    validate: text => (/^\d{1,6}$/.test(text.trim()) ? undefined : t('Enter a whole number from 0.')),
  });
  return number === undefined ? undefined : run.with({ fragment: String(Number(number)) });
}
