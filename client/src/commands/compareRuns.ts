// Compare Run Manifests: with two selected manifests, with one and a pick for the other, or with two picks.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { openDiff, pinnedBaseline } from '../panels/diffPanel';
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
  if (!enough(list, chosen)) return undefined;
  const a = chosen ?? (await pickRun(list, t('Compare runs: select the baseline (A)')));
  if (a === undefined) return undefined;
  const b = await pickRun(list, t('Compare {0} (A) with…', runName(list, a)), a);
  return b === undefined ? undefined : { a, b };
}

function enough({ runs }: RunList, chosen: string | undefined): boolean {
  const others = chosen === undefined ? runs : runs.filter(run => !sameUri(run.uri, chosen));
  if (others.length >= (chosen === undefined ? 2 : 1)) return true;
  const text =
    runs.length === 0
      ? t('No run manifests were found in this workspace. Train a spec twice to get two runs to compare.')
      : t('Only one run was found. Train a spec again to get a second run to compare.');
  showMessage('information', text, { title: t('Train'), command: commands.train });
  return false;
}
