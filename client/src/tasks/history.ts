// The history of the workspace, `.kynml`: what is kept before a training. The server writes it; `kyn` writes that of its own trainings.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { manifestPath, readManifestStamp } from '../runs/manifestStamp';
import { t } from '../ui/l10n';
import { confirm } from '../ui/quickPick';
import type { PreviousManifest } from './showTrainingResult';

/** Whether the setting `kynml.history` keeps runs of a resource. */
export const keepsHistory = (resource: vscode.Uri): boolean =>
  vscode.workspace.getConfiguration('kynml', resource).get('history') !== 'off';

/** Keeps the manifests of working folders. A failure is logged and does not block. */
export async function keepManifests(context: ClientContext, folders: readonly string[]): Promise<void> {
  const keep = async (folder: string): Promise<void> => {
    const uri = vscode.Uri.file(folder);
    if (!vscode.workspace.isTrusted || !keepsHistory(uri)) return;
    const kept = await context.request('kynml/keepManifest', { folder: uri.toString() }).catch(failed);
    if (!kept.ok) context.log.warn('history', kept.message);
  };
  await Promise.all([...new Set(folders)].map(keep));
}

const failed = (error: unknown) => ({ ok: false, message: String(error) }) as const;

/** Keeps the manifest of a folder before a training; undefined when that failed and the user does not want to overwrite it. */
export async function keepLastManifest(context: ClientContext, folder: string): Promise<PreviousManifest | undefined> {
  const stamp = await readManifestStamp(manifestPath(folder));
  const uri = vscode.Uri.file(folder);
  if (!stamp || !keepsHistory(uri)) return { stamp, kept: undefined };
  const kept = await context.request('kynml/keepManifest', { folder: uri.toString() }).catch(failed);
  if (kept.ok) return { stamp, kept: kept.uri ?? undefined };
  context.log.error('history', kept.message);
  const sentence = t(
    'Training overwrites run_manifest.json, and the existing file could not be copied first ({0}).',
    kept.message,
  );
  return (await confirm(sentence, t('Train and overwrite it'))) ? { stamp, kept: undefined, isLost: true } : undefined;
}
