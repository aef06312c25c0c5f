// Lets the user pick a run: those of the workspace and the copies of manifests that training has overwritten.
import * as vscode from 'vscode';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ExtensionContext } from '../base/extensionContext';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { sameUri } from '../ui/uris';
import { keptFolder } from './keptFolder';
import { listKept } from './keptRuns';
import { distinctRuns, runLine } from './runPickItems';

/** The runs that can be compared, and which of them are kept copies. */
export interface KnownRuns {
  readonly runs: readonly RunItem[];
  isKept(run: RunItem): boolean;
}

/** All runs that are known, newest first. */
export async function knownRuns(context: ExtensionContext): Promise<KnownRuns> {
  const files = await listKept(keptFolder(context.extension));
  const extra = files.map(file => vscode.Uri.file(file).toString());
  const kept = new Set(extra);
  const isKept = (run: RunItem) => kept.has(vscode.Uri.parse(run.uri).toString());
  const runs = await context.request('kynml/runs', { extra });
  return { runs: distinctRuns(runs, isKept), isKept };
}

/** Asks for one of the runs, without the one that is already chosen. */
export function pickRun({ runs, isKept }: KnownRuns, title: string, chosen?: string): Promise<string | undefined> {
  const others = runs.filter(run => chosen === undefined || !sameUri(run.uri, chosen));
  return quickPick(
    { title, placeHolder: t('Select a run') },
    others.map(run => runLine(run, isKept(run))),
  );
}

/** A run in a sentence: its time and where it lies. */
export function runName({ runs, isKept }: KnownRuns, uri: string): string {
  const run = runs.find(item => sameUri(item.uri, uri));
  if (!run) return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  const { label, detail } = runLine(run, isKept(run));
  return `${label}, ${detail}`;
}
