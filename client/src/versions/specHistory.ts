// The history of a spec as a list: its versions with their runs, and where its metric became worse. Versions are compared, explained and restored from it.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecHistoryView, SpecVersionItem, WorseStepItem } from '../../../src-shared/protocol/explainRequests';
import type { ClientContext } from '../base/clientContext';
import { versionUri } from '../runs/specVersion';
import { actionFailed } from '../ui/actionFailed';
import { type ActionListView, type ListRow, type RowButton, showActionList } from '../ui/actionList';
import { editDocument } from '../ui/editDocument';
import { t } from '../ui/l10n';
import { openDocument } from '../ui/openDocument';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showDiff } from '../ui/showDiff';
import { showMessage } from '../ui/showMessage';
import { showNeedsTrust } from '../ui/showNeedsTrust';
import { nameOf } from '../ui/uris';
import { explainHash } from './explainHash';

/** A spec with its history. */
interface Listed {
  readonly context: ClientContext;
  readonly spec: vscode.Uri;
  readonly view: SpecHistoryView;
}

/** Shows the versions of a spec. */
export async function specHistory(context: ClientContext, spec: vscode.Uri): Promise<void> {
  const progress = { title: t('Reading the history of {0}', nameOf(spec)), inStatusBar: true };
  const answer = await requestWithProgress(progress, () =>
    context.request('kynml/specHistory', { uri: spec.toString() }),
  );
  if (!answer) return;
  if (!answer.ok) return showMessage('warning', answer.message);
  await showActionList(listOf({ context, spec, view: answer.view }));
}

function listOf(listed: Listed): ActionListView {
  const { versions, steps, title } = listed.view;
  const at = (place: SpecVersionItem['place'], separator: string): ListRow[] => {
    const rows = versions.filter(version => version.place === place).map(version => versionRow(listed, version));
    return rows.length === 0 ? [] : [{ separator }, ...rows];
  };
  return {
    title: t('History of {0}', title),
    placeHolder: t('Select a version to open it'),
    rows: [
      ...(steps.length > 0 ? [{ separator: t('metric got worse') }] : []),
      ...steps.map(step => stepRow(listed, step)),
      ...at('editor', t('in the editor or its file')),
      ...at('commit', t('commits')),
      ...at('kept', t('only kept by runs in .kynml')),
      ...noteRows(listed),
    ],
  };
}

// A note has nothing to open, so the list stays.
function noteRows(listed: Listed): ListRow[] {
  const { notes } = listed.view;
  const stay = async (): Promise<ActionListView> => listOf(listed);
  return notes.length === 0
    ? []
    : [{ separator: t('not known') }, ...notes.map(label => ({ icon: 'info', label, run: stay }))];
}

// A step opens what changed there.
function stepRow(listed: Listed, { label, description, detail, older, newer }: WorseStepItem): ListRow {
  const [left, right] = [uriOf(listed, older), uriOf(listed, newer)];
  return {
    icon: 'warning',
    label,
    description,
    detail,
    run: () => closing(listed, showDiff([left, right], t('{0}: {1}', nameOf(listed.spec), description))),
  };
}

const ICONS = { editor: 'edit', commit: 'git-commit', kept: 'archive' } as const;

function versionRow(listed: Listed, version: SpecVersionItem): ListRow {
  const { label, description, detail, place, isCurrent } = version;
  return {
    icon: ICONS[place],
    label,
    description,
    detail,
    run: () => closing(listed, open(listed, version)),
    buttons: isCurrent ? [] : buttons(listed, version),
  };
}

function buttons(listed: Listed, version: SpecVersionItem): RowButton[] {
  const { context, spec } = listed;
  const { configHash, label } = version;
  return [
    {
      icon: 'git-compare',
      tooltip: t('Compare with the current text'),
      run: () =>
        closing(listed, showDiff([uriOf(listed, configHash), spec], t('{0} ({1}) ↔ current', nameOf(spec), label))),
    },
    {
      icon: 'list-selection',
      tooltip: t('Show the settings that differ'),
      run: () => closing(listed, explainHash(context, spec, { kind: 'hash', configHash })),
    },
    { icon: 'history', tooltip: t('Restore this version'), run: () => closing(listed, restore(listed, configHash)) },
  ];
}

// The list closes as soon as the work begins, because that may show another list.
const closing = async ({ context }: Listed, work: Promise<void>): Promise<undefined> => {
  void work.catch(error => actionFailed(context.log, commands.specHistory, error));
};

function open(listed: Listed, { configHash, isCurrent, label }: SpecVersionItem): Promise<void> {
  const { spec } = listed;
  const uri = isCurrent ? spec : uriOf(listed, configHash);
  return openDocument(uri, isCurrent ? nameOf(spec) : t('{0} ({1})', nameOf(spec), label));
}

// The current text is in the spec itself.
function uriOf({ spec, view }: Listed, configHash: string): vscode.Uri {
  const version = view.versions.find(item => item.configHash === configHash);
  if (version?.isCurrent) return spec;
  const commit = version?.commit;
  return versionUri({ uri: spec.toString(), ...(commit !== undefined && { commit }) }, configHash);
}

// One step of undo in the editor; the user saves it.
async function restore({ context, spec }: Listed, configHash: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(spec);
  await vscode.window.showTextDocument(document);
  const answer = await context.request('kynml/restoreVersion', { uri: spec.toString(), configHash });
  if (!answer.ok) return answer.needsTrust ? showNeedsTrust(answer.message) : showMessage('warning', answer.message);
  if (!(await editDocument(document, answer.version, answer.edits)))
    showMessage('warning', t('The spec has changed in the meantime, so nothing was restored. Try again.'));
}
