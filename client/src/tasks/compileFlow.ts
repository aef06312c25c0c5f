// Compiles a spec to a script and shows the script beside it. What a compilation needs is shared with recompiling.
import * as vscode from 'vscode';
import type { MadeFrom } from '../../../src-shared/protocol/trainingRequests';
import { SPEC_ENDING } from '../../../src-shared/text/specEnding';
import type { ClientContext } from '../base/clientContext';
import { saveDocument } from '../spec/saveDocument';
import { saveInputsAndReadState } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { modalPrompt } from '../ui/modalPrompt';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { nameOf, sameUri, workingFolder } from '../ui/uris';
import { type CompileJob, compileTask } from './compileTask';
import { findCompilerOrShowError } from './findToolOrShowError';
import { isInterrupted } from './interrupted';
import { requireTrust } from './requireTrust';
import { holdsVariable } from './trainCommandLine';
import { startTask } from './trainTask';
import { revealTerminal } from './trainTerminal';

/** Compiles a spec to `train_<spec>.py` next to it. Resolves when the compiler started, was refused or was cancelled. */
export async function compileSpec(context: ClientContext, uri: vscode.Uri): Promise<void> {
  if (!requireTrust(compilingNeedsTrust())) return;
  const spec = await saveDocument(uri, saveFailedMessage);
  const script = spec && scriptOf(spec);
  if (!script || !areCompilable(spec, script) || !(await isCompilable(context, spec))) return;
  const existing = await existingScript(context, script);
  if (existing === 'foreign')
    return showMessage(
      'error',
      t('{0} exists and is not a generated script, so nothing was compiled. Rename it first.', nameOf(script)),
    );
  const isCurrent = existing !== undefined && isCurrentFor(spec, existing);
  if (isCurrent && !(await compilesAgain(script, spec, existing))) return;
  const folder = workingFolder(spec);
  const tool = await findCompilerOrShowError(context, spec, { folder });
  if (!tool || (existing && !isCurrent && !(await confirmOverwrite(script, spec, existing)))) return;
  const losesChanges = existing !== undefined && hasChanges(script, existing);
  if (existing && !(await saveDocument(script, saveFailedMessage))) return;
  await startCompiling(context, { spec, script, folder, tool, losesChanges }, () => showBeside(script));
}

/** Why compiling requires trust. */
export const compilingNeedsTrust = (): string => t('Compiling runs a program, which requires a trusted workspace.');

/** Message for a document that could not be saved. */
export const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so nothing was compiled. Its text is still in the editor.', name);

function scriptOf(spec: vscode.Uri): vscode.Uri {
  const name = nameOf(spec).replace(SPEC_ENDING, '');
  return vscode.Uri.joinPath(spec, '..', `train_${name}.py`);
}

async function existingScript(context: ClientContext, script: vscode.Uri): Promise<MadeFrom | 'foreign' | undefined> {
  const stat = await vscode.workspace.fs.stat(script).then(
    found => found,
    () => undefined,
  );
  if (!stat) return undefined;
  return (await context.request('kynml/madeFrom', { uri: script.toString() })) ?? 'foreign';
}

// The hash that a script records covers the text of the spec only.
async function compilesAgain(script: vscode.Uri, spec: vscode.Uri, made: MadeFrom): Promise<boolean> {
  const answers = [t('Show the script'), t('Compile again')];
  const answer = await modalPrompt({
    text: t('{0} was already made from the current text of {1}.', nameOf(script), nameOf(spec)),
    detail: [
      t('Its imports, the place of its data, the compiler and `--param` values may have changed since.'),
      t('Compiling again overwrites the script.'),
      changesText(made),
    ].join(' '),
    answers,
  });
  if (answer === answers[0]) await showBeside(script);
  return answer === answers[1];
}

async function showBeside(script: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(script);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}

/** Whether files can be named in a task; shows a message when not. */
export function areCompilable(...files: readonly vscode.Uri[]): boolean {
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

/** Whether a spec has no errors, after saving what it imports; shows a message when it has some. */
export async function isCompilable(context: ClientContext, spec: vscode.Uri): Promise<boolean> {
  const state = await saveInputsAndReadState(context, spec, saveFailedMessage);
  if (!state || state.errors === 0) return state !== undefined;
  const show = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  showMessage('error', t('{0} has errors, so nothing was compiled.', nameOf(spec)), show);
  return false;
}

const isDirty = (script: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some(({ uri, isDirty: dirty }) => dirty && sameUri(uri, script));

/** Whether a script has, or may have, changes that are lost when it is overwritten. */
export const hasChanges = (script: vscode.Uri, { code }: MadeFrom): boolean => code !== 'generated' || isDirty(script);

function changesText({ code }: MadeFrom): string {
  switch (code) {
    case 'generated':
      return t('It was not changed since it was generated.');
    case 'changed':
      return t('It was changed since it was generated, and these changes are lost.');
    case 'unknown':
      return t('It may have been changed since it was generated, and changes are lost.');
  }
}

// A script of another spec with the same name is not current for this one.
const isCurrentFor = (spec: vscode.Uri, { state, specs }: MadeFrom): boolean =>
  state === 'current' && specs.some(other => sameUri(other, spec));

/** Asks before a script is overwritten. */
export async function confirmOverwrite(script: vscode.Uri, spec: vscode.Uri, made: MadeFrom): Promise<boolean> {
  const answer = await modalPrompt({
    text: t('Compiling overwrites {0}.', nameOf(script)),
    detail: [
      t('It is compiled again from {0}.', vscode.workspace.asRelativePath(spec)),
      ...(isCurrentFor(spec, made)
        ? [t('It was already made from the current version of the spec, so there may be nothing to do.')]
        : []),
      changesText(made),
      t('The `--param` values of the previous compilation are lost, because they are not recorded.'),
      ...(isDirty(script) ? [t('It has unsaved changes, which are saved and then overwritten too.')] : []),
    ].join('\n'),
    answers: [t('Compile')],
  });
  return answer !== undefined;
}

/** Starts a compilation; `compiled` is called when it succeeded. */
export async function startCompiling(
  context: ClientContext,
  job: CompileJob,
  compiled: () => Promise<void> | void = () => undefined,
): Promise<void> {
  const task = compileTask(job);
  const { ended } = await startTask(task);
  ended
    .then(code => {
      showResult(task.name, code, job);
      return code === 0 ? compiled() : undefined;
    })
    .catch(error => context.log.error('end of compiling', String(error)));
}

function showResult(task: string, code: number | undefined, { spec, script }: CompileJob): void {
  if (isInterrupted(code)) return;
  if (code === 0) {
    showStatusMessage({ icon: 'check', text: t('Compiled {0} from {1}', nameOf(script), nameOf(spec)) });
    return;
  }
  revealTerminal(task);
  const text = t('Compiling {0} failed (exit code {1}). See the terminal for its output.', nameOf(spec), String(code));
  showMessage('error', text, { title: t('Show terminal'), command: 'workbench.action.terminal.focus' });
}
