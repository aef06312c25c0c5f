// Export Evidence: asks for the folder or archive, writes the package with `kyn evidence`, and names what could not be included.
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { firstFew } from '../../../src-shared/text/firstFew';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showMessage } from '../ui/showMessage';
import { workingFolder } from '../ui/uris';
import { type EvidenceEnd, evidenceInProcess, type LeftOut } from './evidenceProcess';
import { requireTrust } from './requireTrust';
import { runArgument, runLabel } from './runArgument';

/** Writes the package of a run; its URI has a fragment for an entry of a sweep. Resolves when the result is shown. */
export async function exportEvidence(context: ClientContext, run: vscode.Uri): Promise<void> {
  const reason = t('Exporting evidence reads git and the files of the run, which requires a trusted workspace.');
  if (!requireTrust(reason)) return;
  const folder = workingFolder(run.with({ fragment: '' }));
  const target = await chooseTarget(folder);
  if (!target) return;
  const label = runLabel(run);
  const job = {
    kyn: context.extension.asAbsolutePath('dist/kyn.js'),
    run: runArgument(run, folder),
    target: target.fsPath,
    folder,
  };
  const end = await requestWithProgress({ title: t('Exporting the evidence of {0}', label) }, ({ token }) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return evidenceInProcess({ ...job, signal: stop.signal });
  });
  if (end) show(context, { end, label, target });
}

// A package is a new folder or an archive, so the dialog suggests a name that is free.
async function chooseTarget(folder: string): Promise<vscode.Uri | undefined> {
  const nameOf = (number: number): string => path.join(folder, number === 1 ? 'evidence' : `evidence-${number}`);
  let number = 1;
  while (existsSync(nameOf(number))) number++;
  const target = await vscode.window.showSaveDialog({
    title: t('Export evidence to a new folder, or to a .zip file'),
    saveLabel: t('Export'),
    defaultUri: vscode.Uri.file(nameOf(number)),
  });
  if (!target || target.scheme === 'file') return target;
  showMessage('error', t('A package can only be written to this computer. Nothing was written.'));
  return undefined;
}

interface Exported {
  readonly end: EvidenceEnd;
  readonly label: string;
  readonly target: vscode.Uri;
}

function show({ log }: ClientContext, { end, label, target }: Exported): void {
  if (end.kind === 'cancelled') return;
  if (end.kind === 'failed') {
    log.error('evidence', label, end.message);
    showMessage('error', t('The evidence of {0} was not exported: {1}', label, end.message));
    return;
  }
  for (const { what, reason } of end.missing) log.info('evidence', label, `${what}: ${reason}`);
  const text = t('The evidence of {0} was exported. Verdict: {1}.', label, verdictText(end.verdict));
  // An archive has no file that can be opened.
  const action =
    end.format === 'folder'
      ? { title: t('Open README'), open: vscode.Uri.joinPath(target, 'README.md').toString() }
      : { title: t('Show File'), command: 'revealFileInOS', args: [target] };
  showMessage('information', `${text} ${missingText(end.missing)}`, action);
}

function verdictText(verdict: string): string {
  switch (verdict) {
    case 'confirmed':
      return t('confirmed');
    case 'contradicted':
      return t('contradicted');
    default:
      return t('unknown');
  }
}

const MAX_NAMED = 3;

const missingText = (missing: readonly LeftOut[]): string =>
  missing.length === 0
    ? t('Nothing is missing.')
    : t('Not included: {0}. The README has the reasons.', firstFew(missing, MAX_NAMED, { text: inSentence }));

// Elsewhere each of them begins a sentence.
const inSentence = ({ what }: LeftOut): string => what.charAt(0).toLowerCase() + what.slice(1);
