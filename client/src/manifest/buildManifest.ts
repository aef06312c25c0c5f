// Requests a manifest from the server, with cancellable progress while files are hashed.
import * as vscode from 'vscode';
import type { ManifestBuilt, ManifestParts, WorkProgress } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';

/** The manifest or the reason why it was not built; undefined when the user cancelled. */
export async function buildManifest(context: ClientContext, parts: ManifestParts): Promise<ManifestBuilt | undefined> {
  const options = 'files' in parts.data ? hashing(parts.data.files.length) : asking();
  const built = await vscode.window.withProgress(options, async (progress, token) => {
    try {
      return await context.request('kynml/buildManifest', parts, { token, onProgress: reportTo(progress) });
    } catch (error) {
      // A request that was cancelled before the server began is rejected.
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
  return built && !built.ok && built.cancelled ? undefined : built;
}

const hashing = (count: number): vscode.ProgressOptions => ({
  location: vscode.ProgressLocation.Notification,
  title: count === 1 ? t('Hashing 1 file') : t('Hashing {0} files', count),
  cancellable: true,
});

const asking = (): vscode.ProgressOptions => ({
  location: vscode.ProgressLocation.Window,
  title: t('Querying git and Python'),
});

// VS Code expects the increment since the last report.
function reportTo(progress: vscode.Progress<{ message: string; increment: number }>): (work: WorkProgress) => void {
  let reported = 0;
  return ({ done, total, label }) => {
    const percent = total === 0 ? 100 : (done * 100) / total;
    progress.report({ message: label, increment: percent - reported });
    reported = percent;
  };
}
