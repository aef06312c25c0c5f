// Compare Run Manifests: with two selected manifests, with one and a pick for the other, or with two picks.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { openDiff, pinnedBaseline } from '../panels/diffPanel';
import { comparableRuns, isComparable } from '../runs/comparableRuns';
import { orderPair, type Pair, pairWithBaseline, readPair } from '../runs/comparePair';
import { pickRun, runName } from '../runs/pickRun';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { activeSpec, sameUri, uriOf, urisOf } from '../ui/uris';

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
  if (first && second) return orderSelected(context, first, second);
  const pinned = baseline();
  const chosen = one?.toString();
  const pair = chosen === undefined ? undefined : pairWithBaseline(chosen, pinned);
  return pair ?? pickPair(context, chosen ?? pinned);
}

// Normalized by the editor, so that it can be compared with the selected URIs.
function baseline(): string | undefined {
  const pinned = pinnedBaseline();
  return pinned === undefined ? undefined : vscode.Uri.parse(pinned).toString();
}

// The explorer does not report the order of selection, so the older run is the baseline.
async function orderSelected(context: ClientContext, first: vscode.Uri, second: vscode.Uri): Promise<Pair> {
  const times = new Map(
    await Promise.all([first, second].map(async uri => [uri.toString(), await timeOf(context, uri)] as const)),
  );
  return orderPair([first.toString(), second.toString()], { pinned: baseline(), time: uri => times.get(uri) });
}

// The time of a run as all lists show it. Other artifacts have only that of their file.
async function timeOf(context: ClientContext, uri: vscode.Uri): Promise<number | undefined> {
  const run = await context.request('kynml/run', { uri: uri.toString() });
  if (run) return run.time === '' ? undefined : Date.parse(run.time);
  try {
    return (await vscode.workspace.fs.stat(uri)).mtime;
  } catch {
    return undefined;
  }
}

async function pickPair(context: ClientContext, chosen: string | undefined): Promise<Pair | undefined> {
  const first = chosen === undefined ? await pickSide(context, t('Compare runs: select the baseline (A)')) : undefined;
  const a = chosen ?? first?.uri;
  if (a === undefined) return undefined;
  const run = first ?? (await context.request('kynml/run', { uri: a }));
  const name = run ? runName(run) : vscode.workspace.asRelativePath(vscode.Uri.parse(a));
  const b = await pickSide(context, t('Compare {0} (A) with…', name), { ...run, uri: a });
  return b && { a, b: b.uri };
}

/** The first side of a comparison. `kind` is absent where it is not known. */
interface FirstSide extends Pick<RunItem, 'uri' | 'specUri' | 'fingerprint'> {
  readonly kind?: string;
}

const isOther = (run: RunItem, { uri, kind, ...first }: FirstSide): boolean =>
  !sameUri(run.uri, uri) && (kind === undefined || isComparable(run, { ...first, kind }));

async function pickSide(context: ClientContext, title: string, first?: FirstSide): Promise<RunItem | undefined> {
  const spec = first?.specUri === undefined ? activeSpec() : vscode.Uri.parse(first.specUri);
  const choose = (runs: readonly RunItem[]) =>
    comparableRuns(runs, first && (runs.find(run => sameUri(run.uri, first.uri))?.uri ?? first.uri));
  const select = (runs: readonly RunItem[], isComplete: boolean) => {
    // The run that makes another one comparable may follow.
    if (!isComplete) return first ? runs.filter(run => isOther(run, first)) : runs;
    const choice = choose(runs);
    return choice.ok ? choice.runs : [];
  };
  const picked = await pickRun(context, { title, spec, withEntries: true, select });
  if (!picked || picked.ok) return picked?.run;
  const choice = choose(picked.all);
  if (choice.ok) return undefined;
  const train = choice.needsTraining ? [{ title: t('Train'), command: commands.train }] : [];
  showMessage('information', choice.problem, ...train);
  return undefined;
}
