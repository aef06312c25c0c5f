// Compare Run Manifests: with two selected manifests, with one and a pick for the other, or with two picks.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { openDiff, pinnedBaseline } from '../panels/diffPanel';
import { comparableRuns } from '../runs/comparableRuns';
import { orderPair, type Pair, pairWithBaseline, readPair } from '../runs/comparePair';
import { listRuns, pickRun, type RunList, runName } from '../runs/pickRun';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { sameUri, uriOf, urisOf } from '../ui/uris';

/** The command. */
export const compareRuns: Command = {
  id: commands.compareRuns,
  async run(context, argument, selection) {
    const selected = urisOf(selection);
    if (selected.length > 2)
      return showMessage('information', t('{0} manifests are selected. Select two to compare them.', selected.length));
    const pair = readPair(argument) ?? (await pairFor(context, uriOf(argument), selected));
    if (pair) await openDiff(context, pair);
  },
};

async function pairFor(
  context: ClientContext,
  one: vscode.Uri | undefined,
  [first, second]: readonly vscode.Uri[],
): Promise<Pair | undefined> {
  if (first && second) return orderSelected(first, second);
  const pinned = baseline();
  const chosen = one?.toString();
  const pair = chosen === undefined ? undefined : pairWithBaseline(chosen, pinned);
  return pair ?? pickPair(await listRuns(context), chosen ?? pinned);
}

// Normalized by the editor, so that it can be compared with the selected URIs.
function baseline(): string | undefined {
  const pinned = pinnedBaseline();
  return pinned === undefined ? undefined : vscode.Uri.parse(pinned).toString();
}

// The explorer does not report the order of selection, so the older run is the baseline.
async function orderSelected(first: vscode.Uri, second: vscode.Uri): Promise<Pair> {
  const times = new Map(
    await Promise.all([first, second].map(async uri => [uri.toString(), await modified(uri)] as const)),
  );
  return orderPair([first.toString(), second.toString()], { pinned: baseline(), time: uri => times.get(uri) });
}

async function modified(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).mtime;
  } catch {
    return undefined;
  }
}

async function pickPair(list: RunList, chosen: string | undefined): Promise<Pair | undefined> {
  const a = chosen ?? (await pickSide(list, undefined, t('Compare runs: select the baseline (A)')));
  const b = a === undefined ? undefined : await pickSide(list, a, t('Compare {0} (A) with…', runName(list, a)));
  return a === undefined || b === undefined ? undefined : { a, b };
}

async function pickSide(list: RunList, chosen: string | undefined, title: string): Promise<string | undefined> {
  const first = chosen === undefined ? undefined : list.runs.find(run => sameUri(run.uri, chosen));
  const choice = comparableRuns(list.runs, first?.uri ?? chosen);
  if (choice.ok) return pickRun({ ...list, runs: choice.runs }, title);
  const train = choice.needsTraining ? [{ title: t('Train'), command: commands.train }] : [];
  showMessage('information', choice.problem, ...train);
  return undefined;
}
