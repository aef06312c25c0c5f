// Shows where the spec of a run is: a single place opens, several are offered.
import * as vscode from 'vscode';
import type { TraceAnswer, TracedSpec } from '../../../src-shared/protocol/traceRequests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { openDocument } from '../ui/openDocument';
import { quickPick } from '../ui/quickPick';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showDiff } from '../ui/showDiff';
import { showMessage } from '../ui/showMessage';
import { showNeedsTrust } from '../ui/showNeedsTrust';
import { nameOf } from '../ui/uris';
import { chooseEntry } from './chooseRun';
import { versionUri } from './specVersion';
import { openedText, placeChoice, versionTitle } from './traceTexts';

/** Searches for the spec of a run, script or lock. */
export async function traceRun(context: ClientContext, run: vscode.Uri): Promise<TraceAnswer> {
  const view = { title: t('Searching for the spec of {0}', nameOf(run)), inStatusBar: true };
  const answer = await requestWithProgress(view, () => context.request('kynml/trace', { uri: run.toString() }));
  return answer ?? { ok: false, reason: 'failed', message: t('The search for the spec failed.') };
}

/** Shows an answer. A sweep of several specs is asked for one of its runs first. */
export async function showTrace(context: ClientContext, run: vscode.Uri, answer: TraceAnswer): Promise<void> {
  if (!answer.ok) {
    if (answer.reason !== 'several') return showMessage('warning', answer.message);
    const entry = await chooseEntry(run, t('Find the Spec of This Run'));
    if (entry) await showTrace(context, entry, await traceRun(context, entry));
    return;
  }
  const { matches, message, needsTrust } = answer;
  const [first] = matches;
  if (!first) return needsTrust ? showNeedsTrust(message) : showMessage('information', message);
  const chosen = matches.length === 1 ? first : await choosePlace(answer, labelOf(run));
  if (chosen) await openPlace(chosen, { configHash: answer.configHash, run: labelOf(run) });
}

/** Opens the text of the spec that a run was made from: the spec itself where it still has that text, otherwise the newest other place, because all have the same text. */
export async function openVersion(context: ClientContext, run: vscode.Uri): Promise<void> {
  const answer = await traceRun(context, run);
  const matches = answer.ok ? answer.matches : [];
  const place = matches.find(match => match.place === 'file') ?? matches[0];
  if (answer.ok && place) await openPlace(place, { configHash: answer.configHash, run: labelOf(run) });
  else await showTrace(context, run, answer);
}

const labelOf = (run: vscode.Uri): string => {
  const path = vscode.workspace.asRelativePath(run.with({ fragment: '' }));
  return run.fragment === '' ? path : `${path}#${run.fragment}`;
};

// What was not searched may contain further places.
const choosePlace = (
  { matches, gaps }: TraceAnswer & { readonly ok: true },
  run: string,
): Promise<TracedSpec | undefined> =>
  quickPick(
    {
      title: t('The spec of {0}', run),
      placeHolder: [t('Select a version to open'), ...gaps.slice(0, 1)].join('. '),
    },
    matches.map(placeChoice),
  );

interface TracedRun {
  readonly configHash: string;
  /** Display name. */
  readonly run: string;
}

async function openPlace(match: TracedSpec, { configHash, run }: TracedRun): Promise<void> {
  const spec = vscode.Uri.parse(match.uri);
  if (match.place === 'file') return void (await vscode.commands.executeCommand('vscode.open', spec));
  const version = versionUri(match, configHash);
  const title = versionTitle(match, nameOf(version));
  await openDocument(version, title);
  const compare = {
    title: t('Compare with current'),
    run: () => void showDiff([version, spec], t('{0} ↔ current', title)),
  };
  showMessage('information', openedText(match, run), ...(match.isThere ? [compare] : []));
}
