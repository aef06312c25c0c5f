// Recompiles a generated script: find its spec, save, confirm, run `kynml compile SPEC -o SCRIPT` as a task, report.
import * as vscode from 'vscode';
import type { MadeFrom } from '../../../src-shared/protocol/trainingRequests';
import type { ClientContext } from '../base/clientContext';
import { pickSpec } from '../spec/pickSpec';
import { saveDocument } from '../spec/saveDocument';
import { saveInputsAndReadState } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { modalPrompt } from '../ui/modalPrompt';
import { quickPick } from '../ui/quickPick';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { nameOf, sameUri, workingFolder } from '../ui/uris';
import { compileTask } from './compileTask';
import { findToolOrShowError } from './findToolOrShowError';
import { requireTrust } from './requireTrust';
import { holdsVariable } from './trainCommandLine';
import { startTask } from './trainTask';
import { revealTerminal } from './trainTerminal';

/** Compiles a script again. Resolves when the compiler started, was refused or was cancelled. */
export async function recompile(context: ClientContext, script: vscode.Uri): Promise<void> {
  if (!requireTrust(t('Compiling runs a program, which requires a trusted workspace.'))) return;
  const from = await context.request('kynml/madeFrom', { uri: script.toString() });
  if (!from)
    return showMessage(
      'error',
      t('{0} has no CONFIG_HASH, so `kynml compile` did not write it and it cannot be recompiled.', nameOf(script)),
    );
  const chosen = await pickSource(from, script);
  const spec = chosen && (await saveDocument(chosen, saveFailedMessage));
  if (!spec || !areCompilable(spec, script) || !(await isCompilable(context, spec))) return;
  const folder = workingFolder(spec);
  const tool = await findToolOrShowError(spec, folder);
  // Unsaved changes are saved before the script is overwritten, so that a failing compiler does not lose them.
  if (
    !tool ||
    !(await confirmOverwrite(script, spec, from.state === 'current')) ||
    !(await saveDocument(script, saveFailedMessage))
  )
    return;
  await start(context, compileTask({ spec, script, folder, tool }), { spec, script });
}

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so nothing was compiled. Its text is still in the editor.', name);

async function pickSource({ specs }: MadeFrom, script: vscode.Uri): Promise<vscode.Uri | undefined> {
  const [only, ...more] = specs.map(uri => vscode.Uri.parse(uri));
  if (only && more.length === 0) return only;
  const title = t('Recompile {0} from', nameOf(script));
  if (!only) return pickSpec(title);
  const choices = [only, ...more].map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }));
  return quickPick({ title, placeHolder: t('Select a spec') }, choices);
}

function areCompilable(...files: readonly vscode.Uri[]): boolean {
  const wrong = files.find(file => file.scheme !== 'file' || holdsVariable(file.fsPath));
  if (!wrong) return true;
  const text =
    wrong.scheme === 'file'
      ? t(
          '{0} cannot be compiled because VS Code would replace {1} in its path. Rename the file or folder.',
          wrong.fsPath,
          '${…}',
        )
      : t('{0} is not a file on disk, so it cannot be compiled. Save it to a folder first.', nameOf(wrong));
  showMessage('error', text);
  return false;
}

async function isCompilable(context: ClientContext, spec: vscode.Uri): Promise<boolean> {
  const state = await saveInputsAndReadState(context, spec, saveFailedMessage);
  if (!state || state.errors === 0) return state !== undefined;
  const show = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  showMessage('error', t('{0} has errors, so nothing was compiled.', nameOf(spec)), show);
  return false;
}

async function confirmOverwrite(script: vscode.Uri, spec: vscode.Uri, isCurrent: boolean): Promise<boolean> {
  const isDirty = vscode.workspace.textDocuments.some(({ uri, isDirty: dirty }) => dirty && sameUri(uri, script));
  const lost = t(
    'Manual changes are lost. The `--param` values of the previous compilation are lost too, because they are not recorded.',
  );
  const answer = await modalPrompt({
    text: t('Recompile overwrites {0}.', nameOf(script)),
    detail: [
      t('It is compiled again from {0}.', vscode.workspace.asRelativePath(spec)),
      ...(isCurrent
        ? [t('It was already made from the current version of the spec, so there may be nothing to do.')]
        : []),
      lost,
      ...(isDirty ? [t('It has unsaved changes, which are saved and then overwritten too.')] : []),
    ].join('\n'),
    answers: [t('Recompile')],
  });
  return answer !== undefined;
}

interface Job {
  readonly spec: vscode.Uri;
  readonly script: vscode.Uri;
}

async function start(context: ClientContext, task: vscode.Task, job: Job): Promise<void> {
  const { ended } = await startTask(task);
  ended
    .then(code => showResult(task.name, code, job))
    .catch(error => context.log.error('end of compiling', String(error)));
}

// No exit code: the terminal was closed. 130: interrupted. The user knows both.
function showResult(task: string, code: number | undefined, { spec, script }: Job): void {
  if (code === undefined || code === 130) return;
  if (code === 0) {
    showStatusMessage({ icon: 'check', text: t('Compiled {0} from {1}', nameOf(script), nameOf(spec)) });
    return;
  }
  revealTerminal(task);
  const text = t('Compiling {0} failed (exit code {1}). See the terminal for its output.', nameOf(spec), String(code));
  showMessage('error', text, { title: t('Show terminal'), command: 'workbench.action.terminal.focus' });
}
