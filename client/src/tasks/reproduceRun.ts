// Reproduce Run: trains a recorded run again in a temporary folder, and shows the verdict.
import type * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { openReproduction, type ReproductionPage } from '../panels/reproductionPanel';
import { t } from '../ui/l10n';
import { openSetting } from '../ui/openSetting';
import { showMessage } from '../ui/showMessage';
import { workingFolder } from '../ui/uris';
import { type ReproduceEnd, type ReproduceTools, reproduceInProcess } from './reproduceProcess';
import { requireTrust } from './requireTrust';
import { runArgument, runLabel } from './runArgument';
import { findInterpreterFor, settingsFor, trainingToolHost } from './toolSearchHost';
import { officialWords } from './trainingTool';

/** Reproduces a run; its URI has a fragment for an entry of a sweep. Resolves when the verdict is shown. */
export async function reproduceRun(context: ClientContext, run: vscode.Uri): Promise<void> {
  if (!requireTrust(t('Reproducing a run starts a training, which requires a trusted workspace.'))) return;
  const file = run.with({ fragment: '' });
  const folder = workingFolder(file);
  const tools = await toolsOrShowError(context, file, folder);
  if (!tools) return;
  const label = runLabel(run);
  const page = openReproduction(context, { run: run.toString(), label });
  if (!page) return;
  const end = await reproduceInProcess({
    kyn: context.extension.asAbsolutePath('dist/kyn.js'),
    run: runArgument(run, folder),
    tools,
    folder,
    signal: page.signal,
    onStep: step => page.step(step),
  });
  finish(context, { page, end, label });
}

// What trains depends on the tool of the run, which kyn reads.
async function toolsOrShowError(
  context: ClientContext,
  file: vscode.Uri,
  folder: string,
): Promise<ReproduceTools | undefined> {
  const { compiler, command } = settingsFor(file);
  const host = trainingToolHost(context, file, folder);
  const [official, python] = [await officialWords(command, host), await findInterpreterFor(file, folder)];
  if (python.found || official)
    return { compiler, ...(official && { official }), ...(python.found && { python: python.program }) };
  const text = t(
    'Nothing was started because no Python interpreter was found (tried: {0}). Select one in the Python extension or set `kynml.command`.',
    python.tried.join('; '),
  );
  showMessage('error', text, openSetting('kynml.command'));
  return undefined;
}

interface Finished {
  readonly page: ReproductionPage;
  readonly end: ReproduceEnd;
  readonly label: string;
}

function finish({ log }: ClientContext, { page, end, label }: Finished): void {
  const show = { title: t('Show verdict'), run: () => page.reveal() };
  if (end.kind === 'cancelled') page.finish({ message: t('Reproducing the run was cancelled.') });
  else if (end.kind === 'failed') {
    log.error('reproduce', label, end.message);
    page.finish({ message: end.message });
    if (!page.isVisible())
      showMessage('error', t('{0} could not be reproduced, so there is no verdict: {1}', label, end.message), show);
  } else {
    page.finish({ view: end.view });
    // A training may take hours.
    if (!page.isVisible()) showMessage('information', t('{0}: {1}', label, end.view.title), show);
  }
}
