// Prompts for a run: those of the workspace and the copies of overwritten manifests.
import * as vscode from 'vscode';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { sameUri } from '../ui/uris';
import { backupFolder, listBackups } from './oldBackups';
import { distinctRuns, runPickItem } from './runPickItems';

/** The runs that can be compared, and which of them are copies of overwritten manifests. */
export interface RunList {
  readonly runs: readonly RunItem[];
  isBackup(run: RunItem): boolean;
}

/** All runs, newest first. */
export async function listRuns(context: ClientContext): Promise<RunList> {
  const files = await listBackups(backupFolder(context.extension));
  const extra = files.map(file => vscode.Uri.file(file).toString());
  const backups = new Set(extra);
  const isBackup = (run: RunItem) => run.isKept === true || backups.has(vscode.Uri.parse(run.uri).toString());
  const runs: RunItem[] = [];
  const rest = await context.request('kynml/runs', { extra }, { onPart: part => runs.push(...part) });
  return { runs: distinctRuns([...runs, ...rest], isBackup), isBackup };
}

/** Prompts for one of the runs. */
export function pickRun({ runs, isBackup }: RunList, title: string): Promise<string | undefined> {
  return quickPick(
    { title, placeHolder: t('Select a run') },
    runs.map(run => runPickItem(run, isBackup(run))),
  );
}

/** Display name of a run: its time and location. */
export function runName({ runs, isBackup }: RunList, uri: string): string {
  const run = runs.find(item => sameUri(item.uri, uri));
  if (!run) return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  const { label, detail } = runPickItem(run, isBackup(run));
  return `${label}, ${detail}`;
}
