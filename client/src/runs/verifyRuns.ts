// Verifies runs from the click to the lists of the results: first the runs, contradicted ones first, then the steps of one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { VerifiedRunItem, VerifyAnswer } from '../../../src-shared/protocol/verifyRequests';
import type { ClientContext } from '../base/clientContext';
import { isBrowser } from '../base/isBrowser';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showMessage } from '../ui/showMessage';
import { showNeedsTrust } from '../ui/showNeedsTrust';
import { nameOf } from '../ui/uris';
import { runItem, stepItem, stepsTitle } from './verifyItems';

/** Verifies the runs in a file and lists the result. */
export async function verifyFile(context: ClientContext, file: vscode.Uri): Promise<void> {
  const found = await verified(context, t('Verifying {0}', nameOf(file)), file);
  const [first, ...more] = found?.runs ?? [];
  if (!found) return;
  if (!first) showMessage('information', t('{0} is not a run, so nothing was verified.', nameOf(file)));
  else if (more.length === 0) await showSteps(first);
  else await showRuns(found);
}

/** Verifies all runs of the workspace and lists them. */
export async function verifyWorkspace(context: ClientContext): Promise<void> {
  const found = await verified(context, t('Verifying all runs'));
  if (!found) return;
  if (found.runs.length === 0) showMessage('information', t('No runs were found in this workspace.'));
  else await showRuns(found);
}

/** Verifies all runs of the workspace without listing them; false when that was cancelled or is not possible, which is shown. */
export const verifyAll = async (context: ClientContext): Promise<boolean> =>
  (await verified(context, t('Verifying all runs'))) !== undefined;

type Found = Extract<VerifyAnswer, { state: 'done' }>;

async function verified(context: ClientContext, title: string, file?: vscode.Uri): Promise<Found | undefined> {
  const answer = await requestWithProgress({ title }, options =>
    context.request('kynml/verify', file ? { uri: file.toString() } : {}, options),
  );
  switch (answer?.state) {
    case 'done':
      context.log.info('verify', title, answer.summary);
      return answer;
    case 'untrusted':
      showNeedsTrust(
        t('Verifying a run reads git and the files that its spec names, which requires a trusted workspace.'),
      );
      return undefined;
    case 'failed':
      showMessage('error', t('The runs could not be verified. See the log for the reason.'));
      return undefined;
    default:
      return undefined;
  }
}

async function showRuns({ runs, summary }: Found): Promise<void> {
  const prompt = {
    title: summary,
    placeHolder: t('Select a run to see why; type contradicted, unknown or a name to filter'),
  };
  const run = await quickPick(prompt, runs.map(runItem));
  if (run) await showSteps(run);
}

async function showSteps(run: VerifiedRunItem): Promise<void> {
  const prompt = { title: stepsTitle(run), placeHolder: t('Press Enter to open the run') };
  const open = { command: 'vscode.open', uri: run.uri };
  const steps = run.steps.map(step => ({ ...stepItem(step), value: open }));
  const chosen = await quickPick(prompt, [...steps, ...evidenceItems(run)]);
  if (chosen) await vscode.commands.executeCommand(chosen.command, vscode.Uri.parse(chosen.uri));
}

// A browser writes no packages.
function evidenceItems({ evidence: uri }: VerifiedRunItem) {
  if (uri === undefined || isBrowser) return [];
  const detail = t('A package about this run that others can check');
  return [{ icon: 'package', label: t('Export evidence'), detail, value: { command: commands.exportEvidence, uri } }];
}
