// Prompts for the run that a command works on, when it was not given one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { activeSpec, nameOf } from '../ui/uris';
import { pickRun } from './pickRun';

/** Prompts for one of the runs that a command offers; undefined when the user cancelled or there is none (which is shown). */
export async function chooseRun(
  context: ClientContext,
  title: string,
  isOffered: (run: RunItem) => boolean = () => true,
): Promise<vscode.Uri | undefined> {
  const picked = await pickRun(context, { title, spec: activeSpec(), select: runs => runs.filter(isOffered) });
  if (picked?.ok === false) showNoRuns();
  return picked?.ok ? vscode.Uri.parse(picked.run.uri) : undefined;
}

/** Prompts for a run that was given values: a combination of a sweep, or a run with `--param`. */
export async function chooseGivenRun(context: ClientContext, title: string): Promise<vscode.Uri | undefined> {
  const select = (runs: readonly RunItem[]) => runs.filter(({ values }) => values !== undefined);
  const picked = await pickRun(context, { title, spec: activeSpec(), withEntries: true, select });
  if (picked?.ok === false)
    showMessage('information', t('No run of this workspace was given values. Sweep a spec to compare several.'), {
      title: t('Sweep'),
      command: commands.sweep,
    });
  return picked?.ok ? vscode.Uri.parse(picked.run.uri) : undefined;
}

/** States that there is nothing to select, and offers to train. */
export const showNoRuns = (text = t('No runs were found in this workspace. Train a spec to create one.')): void =>
  showMessage('information', text, { title: t('Train'), command: commands.train });

/** Prompts for a combination of a sweep: its file with the number as fragment; undefined when the user cancelled. */
export async function chooseEntry(sweep: vscode.Uri, title: string): Promise<vscode.Uri | undefined> {
  const number = await inputBox({
    title,
    prompt: t('The number of the combination in {0}, counted from 0', nameOf(sweep)),
    validate: text => (/^\d{1,6}$/.test(text.trim()) ? undefined : t('Enter a whole number from 0.')),
  });
  return number === undefined ? undefined : sweep.with({ fragment: String(Number(number)) });
}
