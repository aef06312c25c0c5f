// Prompts for the run that a command works on, when it was not given one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';
import { listRuns, pickRun } from './pickRun';

/** Prompts for one of the runs that a command offers; undefined when the user cancelled or there is none (which is shown). */
export async function chooseRun(
  context: ClientContext,
  title: string,
  isOffered: (run: RunItem) => boolean = () => true,
): Promise<vscode.Uri | undefined> {
  const list = await listRuns(context);
  const runs = list.runs.filter(isOffered);
  if (runs.length === 0) {
    showMessage('information', t('No run manifests were found in this workspace. Train a spec to create one.'), {
      title: t('Train'),
      command: commands.train,
    });
    return undefined;
  }
  const chosen = await pickRun({ ...list, runs }, title);
  return chosen === undefined ? undefined : vscode.Uri.parse(chosen);
}

/** Prompts for a combination of a sweep: its file with the number as fragment; undefined when the user cancelled. */
export async function chooseEntry(sweep: vscode.Uri, title: string): Promise<vscode.Uri | undefined> {
  const number = await inputBox({
    title,
    prompt: t('The number of the combination in {0}, counted from 0', nameOf(sweep)),
    validate: text => (/^\d{1,6}$/.test(text.trim()) ? undefined : t('Enter a whole number from 0.')),
  });
  return number === undefined ? undefined : sweep.with({ fragment: String(Number(number)) });
}
