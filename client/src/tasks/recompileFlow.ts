// Recompiles a generated script with the compiler that wrote it: find its spec, save, confirm, compile as a task, report.
import * as vscode from 'vscode';
import type { MadeFrom } from '../../../src-shared/protocol/trainingRequests';
import type { ClientContext } from '../base/clientContext';
import { pickSpec } from '../spec/pickSpec';
import { saveDocument } from '../spec/saveDocument';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf, workingFolder } from '../ui/uris';
import {
  areCompilable,
  compilingNeedsTrust,
  confirmOverwrite,
  hasChanges,
  isCompilable,
  saveFailedMessage,
  startCompiling,
} from './compileFlow';
import { findCompilerOrShowError } from './findToolOrShowError';
import { requireTrust } from './requireTrust';

/** Compiles a script again. Resolves when the compiler started, was refused or was cancelled. */
export async function recompile(context: ClientContext, script: vscode.Uri): Promise<void> {
  if (!requireTrust(compilingNeedsTrust())) return;
  const from = await context.request('kynml/madeFrom', { uri: script.toString() });
  if (!from)
    return showMessage(
      'error',
      t('{0} has no CONFIG_HASH, so it is not a generated script and cannot be recompiled.', nameOf(script)),
    );
  const chosen = await pickSource(from, script);
  const spec = chosen && (await saveDocument(chosen, saveFailedMessage));
  if (!spec || !areCompilable(spec, script) || !(await isCompilable(context, spec))) return;
  const folder = workingFolder(spec);
  const tool = await findCompilerOrShowError(context, spec, { folder, compiler: from.compiler });
  // Unsaved changes are saved before the script is overwritten, so that a failing compiler does not lose them.
  if (!tool || !(await confirmOverwrite(script, spec, from))) return;
  const losesChanges = hasChanges(script, from);
  if (!(await saveDocument(script, saveFailedMessage))) return;
  await startCompiling(context, { spec, script, folder, tool, losesChanges });
}

async function pickSource({ specs }: MadeFrom, script: vscode.Uri): Promise<vscode.Uri | undefined> {
  const [only, ...more] = specs.map(uri => vscode.Uri.parse(uri));
  if (only && more.length === 0) return only;
  const title = t('Recompile {0} from', nameOf(script));
  if (!only) return pickSpec(title);
  const choices = [only, ...more].map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }));
  return quickPick({ title, placeHolder: t('Select a spec') }, choices);
}
