// Checks a DLM lock: save the inputs, query the interpreter once, show the differences and what `dlm train` would do.
import * as vscode from 'vscode';
import type { DlmCheck } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { saveDocument } from '../spec/saveDocument';
import { saveLock } from '../spec/saveInputs';
import { requireTrust } from '../tasks/requireTrust';
import { findDlmInterpreterFor } from '../tasks/toolSearchHost';
import { t } from '../ui/l10n';
import { openSetting } from '../ui/openSetting';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showMessage } from '../ui/showMessage';
import { workingFolder } from '../ui/uris';
import { dlmCheckMessage, hasFindings } from './dlmCheckMessage';
import { dlmTarget, findDlm, isDlm } from './dlmTarget';

/** Limit of documents searched for the one that belongs to a lock. */
const MAX_DOCUMENTS = 200;

/** Checks the lock named by the argument, or the lock of a document. Resolves when the result was shown. */
export async function checkDlm(context: ClientContext, argument: unknown): Promise<void> {
  if (!requireTrust(t('Checking a DLM lock runs the selected Python, which requires a trusted workspace.'))) return;
  const target = await dlmTarget(argument, t('Check DLM Lock'));
  if (!target || !(await saveInputs(context, target))) return;
  const python = await findPythonOrShowError(target);
  const check = python === undefined ? undefined : await runCheck(context, target, python);
  if (!check || python === undefined || (!check.ok && check.cancelled)) return;
  await show(check, python);
}

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so the lock was not checked. Its text is still in the editor.', name);

// DLM reads files from disk, so the comparison does too.
async function saveInputs(context: ClientContext, target: vscode.Uri): Promise<boolean> {
  if (!(await saveDocument(target, saveFailedMessage))) return false;
  if (!isDlm(target)) return true;
  const state = await context.request('kynml/dlmState', { uri: target.toString() });
  return (await saveLock(state?.lockUri ?? '', saveFailedMessage)) !== 'failed';
}

async function findPythonOrShowError(target: vscode.Uri): Promise<string | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(target) ?? vscode.workspace.workspaceFolders?.[0];
  const search = await findDlmInterpreterFor(folder?.uri ?? target, folder?.uri.fsPath ?? workingFolder(target));
  if (search.found) return search.program;
  const text = t(
    'The lock was not checked because no Python for DLM was found (tried: {0}). Select an interpreter in the Python extension or set `kynml.dlm.command`.',
    search.tried.join('; '),
  );
  showMessage('error', text, openSetting('kynml.dlm.command'));
  return undefined;
}

async function runCheck(context: ClientContext, target: vscode.Uri, python: string): Promise<DlmCheck | undefined> {
  const documents = isDlm(target) ? [] : (await findDlm(MAX_DOCUMENTS)).map(String);
  const params = { uri: target.toString(), python, documents };
  return requestWithProgress({ title: t('Reading the packages installed for {0}', python) }, options =>
    context.request('kynml/checkDlmLock', params, options),
  );
}

async function show(check: DlmCheck, python: string): Promise<void> {
  if (!check.ok) return showMessage('error', check.message);
  // Mismatches are shown at the fields of the lock, so it is opened without taking the focus.
  if (hasFindings(check))
    await vscode.window.showTextDocument(vscode.Uri.parse(check.lockUri), { preserveFocus: true, preview: true });
  const { level, lines } = dlmCheckMessage(check, python);
  const problems = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  showMessage(level, lines.join(' '), ...(hasFindings(check) ? [problems] : []));
}
