// The actions of a table of runs outside its page.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { FromRunsWebview, RunExportFormat, RunTableQuery } from '../../../src-shared/protocol/runTableView';
import type { ClientContext } from '../base/clientContext';
import { showNoRuns } from '../runs/chooseRun';
import { pickRun } from '../runs/pickRun';
import { t } from '../ui/l10n';
import { type Choice, quickPick, quickPickMany } from '../ui/quickPick';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { saveFile } from './saveFile';

/** A message of the page that asks for an action. */
export type RunsAction = Exclude<
  FromRunsWebview,
  { type: 'ready' | 'query' | 'curves' | 'chooseColumns' | 'chooseBaseline' }
>;

/** Does what the page asks for. */
export async function doRunsAction(context: ClientContext, query: RunTableQuery, action: RunsAction): Promise<void> {
  switch (action.type) {
    case 'compare':
      return vscode.commands.executeCommand(commands.compareRuns, { a: action.a, b: action.b });
    case 'setBaseline':
      return vscode.commands.executeCommand(
        action.isBaseline ? commands.setBaseline : commands.removeBaseline,
        vscode.Uri.parse(action.run),
      );
    case 'open':
      return vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(action.run).with({ fragment: '' }));
    case 'openText':
      return query.file === undefined
        ? undefined
        : vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse(query.file), 'default');
    case 'verifyAll':
      return vscode.commands.executeCommand(commands.verifyAllRuns);
    case 'train':
      return vscode.commands.executeCommand(commands.train);
    case 'export':
      return exportRuns(context, query, action);
    case 'exportPlot':
      return action.format === 'svg' ? copyPlot(action.content) : savePlot(action.content);
    case 'plotCopied':
      return showStatusMessage({ icon: 'check', text: t('Plot copied as PNG') });
    case 'plotFailed':
      return showMessage('error', failureOf(action.action));
  }
}

/** Asks which columns are shown; their keys, or undefined when the user cancelled. */
export const chooseColumns = ({
  columns,
}: Extract<FromRunsWebview, { type: 'chooseColumns' }>): Promise<readonly string[] | undefined> =>
  quickPickMany(
    { title: t('Columns of the table'), placeHolder: t('Select the columns that are shown') },
    columns.map(({ key, label, note, isShown }) => ({ label, description: note, value: key, isPicked: isShown })),
  );

/** Asks for the run that all runs of a table are compared with; its URI, or undefined when the user cancelled or there is none, which is shown. */
export async function chooseBaseline(context: ClientContext): Promise<string | undefined> {
  const picked = await pickRun(context, { title: t('Compare all runs of the table with'), withEntries: true });
  if (picked?.ok === false) showNoRuns();
  return picked?.ok ? picked.run.uri : undefined;
}

type Target = 'copy' | 'save';

const FORMATS: readonly (readonly [RunExportFormat, string, string])[] = [
  ['csv', 'CSV', 'csv'],
  ['markdown', 'Markdown', 'md'],
  ['latex', 'LaTeX', 'tex'],
  ['json', 'JSON', 'json'],
];

async function exportRuns(
  context: ClientContext,
  query: RunTableQuery,
  { runs, columns }: Extract<FromRunsWebview, { type: 'export' }>,
): Promise<void> {
  const choices = FORMATS.flatMap(
    ([format, name, ending]): Choice<{ format: RunExportFormat; ending: string; target: Target }>[] => [
      { icon: 'copy', label: t('Copy as {0}', name), value: { format, ending, target: 'copy' } },
      { icon: 'save', label: t('Save as {0}…', name), value: { format, ending, target: 'save' } },
    ],
  );
  const chosen = await quickPick(
    {
      title: runs.length === 1 ? t('Export 1 run') : t('Export {0} runs', runs.length),
      placeHolder: t('Select a format'),
    },
    choices,
  );
  if (!chosen) return;
  const text = await context.request('kynml/exportRuns', { ...query, format: chosen.format, runs, columns });
  if (text === null) return showMessage('warning', t('Nothing was exported because the runs changed. Try again.'));
  if (chosen.target === 'copy') {
    await vscode.env.clipboard.writeText(text);
    return showStatusMessage({ icon: 'check', text: t('Runs copied') });
  }
  await save(new TextEncoder().encode(text), { name: `runs.${chosen.ending}`, title: t('Save the runs') });
}

const failureOf = (action: 'copy' | 'save'): string =>
  action === 'copy'
    ? t(
        'The plot was not copied, because its picture could not be made or the clipboard could not be used. Copy it as SVG, or save it as PNG.',
      )
    : t('The plot was not saved, because its picture could not be made. Copy it as SVG.');

async function copyPlot(svg: string): Promise<void> {
  await vscode.env.clipboard.writeText(svg);
  showStatusMessage({ icon: 'check', text: t('Plot copied as SVG') });
}

const savePlot = (png: string): Promise<void> =>
  save(Buffer.from(png, 'base64'), { name: 'runs.png', title: t('Save the plot') });

// The dialog asks before a file is replaced.
async function save(
  content: Uint8Array,
  { name, title }: { readonly name: string; readonly title: string },
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target) await saveFile(target, content);
}
