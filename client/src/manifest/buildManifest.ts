// Has the server build a manifest: with progress and a way to cancel where files are hashed, quietly where nothing takes long.
import * as vscode from 'vscode';
import type { ManifestBuilt, ManifestParts, WorkProgress } from '../../../src-shared/protocol/requests';
import type { ExtensionContext } from '../base/extensionContext';
import { t } from '../ui/l10n';

/** The manifest or what keeps it from being made; undefined when the user cancelled. */
export async function buildManifest(
  context: ExtensionContext,
  parts: ManifestParts,
): Promise<ManifestBuilt | undefined> {
  const options = 'files' in parts.data ? hashing(parts.data.files.length) : asking();
  const built = await vscode.window.withProgress(options, async (progress, token) => {
    try {
      return await context.request('kynml/buildManifest', parts, { token, onProgress: reportTo(progress) });
    } catch (error) {
      // What was cancelled before the server began is answered by an error.
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

// The editor wants to know how many percent came since it was last told.
function reportTo(progress: vscode.Progress<{ message: string; increment: number }>): (work: WorkProgress) => void {
  let reported = 0;
  return ({ done, total, label }) => {
    const percent = total === 0 ? 100 : (done * 100) / total;
    progress.report({ message: label, increment: percent - reported });
    reported = percent;
  };
}
