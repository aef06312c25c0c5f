// Offers the tools for agents to VS Code: those that package.json contributes, answered by `kyn`.
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { settingArgv } from '../../../src-shared/host/node/toolSearch';
import { oneLine } from '../../../src-shared/text/oneLine';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { findInterpreterFor, settingsFor } from '../tasks/toolSearchHost';
import { t } from '../ui/l10n';
import { questionFor, showsWhole } from './confirmation';
import { type EditorTool, type LanguageModelApi, languageModelApi } from './languageModelApi';
import { callInProcess, type ToolJob } from './toolProcess';

/** The tools. */
export const agentTools: Part = {
  name: 'agent tools',
  start(context) {
    const api = languageModelApi();
    if (!api) return new vscode.Disposable(() => undefined);
    const names = contributedNames(context);
    return vscode.Disposable.from(...names.map(name => api.register(name, editorTool(context, api, name))));
  },
};

function contributedNames({ extension }: ClientContext): readonly string[] {
  const { contributes } = extension.extension.packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
  };
  return contributes.languageModelTools.map(({ name }) => name);
}

const editorTool = (context: ClientContext, api: LanguageModelApi, name: string): EditorTool => ({
  prepareInvocation({ input }) {
    const question = questionFor(name, input);
    const confirmationMessages = question && {
      title: question.title,
      message: new vscode.MarkdownString(question.message),
    };
    return { invocationMessage: t('Asking KynML'), ...(confirmationMessages && { confirmationMessages }) };
  },
  invoke: async ({ input }, token) => api.result(await answer(context, { name, input }, token)),
});

type Call = Pick<ToolJob, 'name' | 'input'>;

async function answer(context: ClientContext, call: Call, token: vscode.CancellationToken): Promise<readonly string[]> {
  const isWriting = questionFor(call.name, call.input) !== undefined;
  const unsaved = unsavedFiles();
  const refusal = refusalFor(isWriting, unsaved);
  if (refusal !== undefined) return [refusal];
  if (isWriting && !showsWhole(call.input))
    return [
      t('Nothing was done, because the question could not show the whole input. Use shorter paths and fewer params.'),
    ];
  const roots = rootsOf();
  if (!roots) return [t('No folder is open, so there are no files that this tool may use.')];
  const training = call.name === 'kynml_train' ? await trainingChoice(folderOf(roots[0], call.input)) : undefined;
  if (typeof training === 'string') return [training];
  const stop = new AbortController();
  const onCancel = token.onCancellationRequested(() => stop.abort());
  if (token.isCancellationRequested) stop.abort();
  const text = await callInProcess({
    ...call,
    kyn: context.extension.asAbsolutePath('dist/kyn.js'),
    roots,
    allowWrite: isWriting,
    ...(training && { training }),
    signal: stop.signal,
  }).finally(() => onCancel.dispose());
  return unsaved.length === 0 ? [text] : [text, unsavedText(unsaved)];
}

// Every tool starts processes.
function refusalFor(isWriting: boolean, unsaved: readonly string[]): string | undefined {
  if (!vscode.workspace.isTrusted)
    return t('This workspace is not trusted, so nothing was read or started. A person can trust it.');
  if (isWriting && unsaved.length > 0)
    return t('Nothing was done, because files have unsaved changes: {0}. Save them first.', unsaved.join(', '));
  return undefined;
}

const unsavedText = (names: readonly string[]): string =>
  t('Files with unsaved changes, which this answer does not know: {0}.', names.join(', '));

const LANGUAGES: readonly string[] = ['kynml', 'json', 'kynml-json'];
const MOST_NAMES = 10;

const unsavedFiles = (): readonly string[] =>
  vscode.workspace.textDocuments
    .filter(({ isDirty, languageId, uri }) => isDirty && uri.scheme === 'file' && LANGUAGES.includes(languageId))
    .slice(0, MOST_NAMES)
    .map(({ uri }) => oneLine(vscode.workspace.asRelativePath(uri)));

function rootsOf(): readonly [string, ...string[]] | undefined {
  const [first, ...others] = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  return first === undefined ? undefined : [first, ...others];
}

// The workspace folder of the spec, which may have an interpreter and settings of its own. Paths count from the first one.
function folderOf(first: string, input: unknown): string {
  const { path } = (input ?? {}) as { readonly path?: unknown };
  const spec = vscode.Uri.file(typeof path === 'string' ? resolve(first, path) : first);
  return vscode.workspace.getWorkspaceFolder(spec)?.uri.fsPath ?? first;
}

// As Train chooses them; a program of its own cannot be named to `kyn train`.
async function trainingChoice(folder: string): Promise<NonNullable<ToolJob['training']> | string> {
  const resource = vscode.Uri.file(folder);
  const { compiler, command } = settingsFor(resource);
  const words = settingArgv(command);
  if (words && !words.includes('-m'))
    return t('Nothing was started, because `kynml.command` names a program, which only the command Train uses.');
  const python = await findInterpreterFor(resource, folder);
  return { compiler, ...(python.found && { python: python.program }) };
}
