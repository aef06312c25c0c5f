// Explains why the hash of a spec is not that of another version, and reverts single settings in the editor.
import * as vscode from 'vscode';
import type { ExplainedChange, HashExplanation, OtherVersion } from '../../../src-shared/protocol/explainRequests';
import type { ClientContext } from '../base/clientContext';
import { versionUri } from '../runs/specVersion';
import { type ActionListView, type ListRow, showActionList } from '../ui/actionList';
import { editDocument, revealRange } from '../ui/editDocument';
import { t } from '../ui/l10n';
import { showDiff } from '../ui/showDiff';
import { showMessage } from '../ui/showMessage';
import { showNeedsTrust } from '../ui/showNeedsTrust';
import { nameOf } from '../ui/uris';
import { changesTitle, changeText, explainRequest, explainTitle, revertAllText, sameText } from './explainTexts';

/** A spec in its editor, and the version that it is compared with. */
interface Explained {
  readonly context: ClientContext;
  readonly document: vscode.TextDocument;
  readonly other: OtherVersion;
}

/** Shows what differs between a spec and another version of it. */
export async function explainHash(context: ClientContext, uri: vscode.Uri, other: OtherVersion): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const explained = { context, document, other };
  const answer = await ask(explained);
  if (!answer) return;
  if (isEqual(answer)) showMessage('information', sameText(nameOf(uri), answer));
  else await showActionList(viewOf(explained, answer));
}

// Undefined where nothing can be explained, which is shown.
async function ask({ context, document, other }: Explained): Promise<HashExplanation | undefined> {
  const answer = await context.request('kynml/explainHash', { uri: document.uri.toString(), other });
  if (!answer.ok) {
    const { message, needsTrust, range } = answer;
    const goTo = range && { title: t('Go to the error'), run: () => void revealRange(document, range) };
    if (needsTrust) showNeedsTrust(message);
    else showMessage('warning', message, ...(goTo ? [goTo] : []));
    return undefined;
  }
  return answer;
}

const isEqual = ({ changes, withoutEffect }: HashExplanation): boolean => changes.length + withoutEffect.length === 0;

// The list after an edit; undefined when nothing is left, which the lens shows.
async function listFor(explained: Explained): Promise<ActionListView | undefined> {
  const answer = await ask(explained);
  return answer && !isEqual(answer) ? viewOf(explained, answer) : undefined;
}

function viewOf(explained: Explained, answer: HashExplanation): ActionListView {
  const { changes, withoutEffect } = answer;
  const { document } = explained;
  const goTo = (range: ExplainedChange['range']) => () => revealRange(document, range).then(() => undefined);
  return {
    title: explainTitle(answer),
    placeHolder: explainRequest(answer),
    rows: [
      ...(changes.length > 0 ? [{ separator: changesTitle(changes.length) }] : []),
      ...changes.map(change => ({
        label: change.setting,
        description: changeText(change),
        run: goTo(change.range),
        buttons: [{ icon: 'discard', tooltip: t('Revert this'), run: () => revert(explained, answer, change.edits) }],
      })),
      ...(withoutEffect.length > 0 ? [{ separator: t('without effect on the training') }] : []),
      ...withoutEffect.map(({ label, range }) => ({ label, run: range ? goTo(range) : keep(explained) })),
      ...actionRows(explained, answer),
    ],
  };
}

// A removed comment is nowhere in the text.
const keep = (explained: Explained) => () => listFor(explained);

function actionRows(explained: Explained, answer: HashExplanation): ListRow[] {
  const { changes, withoutEffect, revertAll, restore, otherHash, other } = answer;
  const spec = explained.document.uri;
  const version = versionUri({ uri: spec.toString() }, otherHash);
  const openDiff = async () => {
    await showDiff([version, spec], t('{0} ({1}) ↔ current', nameOf(spec), other));
    return undefined;
  };
  const reverting = (icon: string, label: string, edits: typeof revertAll): ListRow => ({
    icon,
    label,
    run: () => revert(explained, answer, edits),
  });
  return [
    { separator: t('actions') },
    ...(changes.length > 1 ? [reverting('discard', revertAllText(answer), revertAll)] : []),
    ...(withoutEffect.length > 0
      ? [reverting('history', t('Restore the whole text, with its comments and layout'), restore)]
      : []),
    { icon: 'git-compare', label: t('Open as text diff'), run: openDiff },
  ];
}

// The list shows the state after the edit. When the text was changed in the meantime, nothing is edited.
async function revert(
  explained: Explained,
  { version }: HashExplanation,
  edits: HashExplanation['restore'],
): Promise<ActionListView | undefined> {
  const done = await editDocument(explained.document, version, edits);
  if (!done) showMessage('warning', t('The spec has changed in the meantime, so nothing was reverted. Try again.'));
  return listFor(explained);
}
