// Lets the user pick a run: those of the workspace and the copies of manifests that training has overwritten.
import * as vscode from 'vscode';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ExtensionContext } from '../base/extensionContext';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { sameUri } from '../ui/uris';
import { backupFolder } from './backupFolder';
import { listBackups } from './manifestBackups';
import { distinctRuns, runPickItem } from './runPickItems';

/** The runs that can be compared, and which of them are kept copies. */
export interface RunList {
  readonly runs: readonly RunItem[];
  isBackup(run: RunItem): boolean;
}

/** All runs that are known, newest first. */
export async function listRuns(context: ExtensionContext): Promise<RunList> {
  const files = await listBackups(backupFolder(context.extension));
  const extra = files.map(file => vscode.Uri.file(file).toString());
  const kept = new Set(extra);
  const isBackup = (run: RunItem) => kept.has(vscode.Uri.parse(run.uri).toString());
  const runs = await context.request('kynml/runs', { extra });
  return { runs: distinctRuns(runs, isBackup), isBackup };
}

/** Asks for one of the runs, without the one that is already chosen. */
export function pickRun({ runs, isBackup }: RunList, title: string, chosen?: string): Promise<string | undefined> {
  const others = runs.filter(run => chosen === undefined || !sameUri(run.uri, chosen));
  return quickPick(
    { title, placeHolder: t('Select a run') },
    others.map(run => runPickItem(run, isBackup(run))),
  );
}

/** A run in a sentence: its time and where it lies. */
export function runName({ runs, isBackup }: RunList, uri: string): string {
  const run = runs.find(item => sameUri(item.uri, uri));
  if (!run) return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  const { label, detail } = runPickItem(run, isBackup(run));
  return `${label}, ${detail}`;
}
