// Requests a manifest from the server, with cancellable progress while files are hashed.
import type { ManifestBuilt, ManifestParts } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { type ProgressView, requestWithProgress } from '../ui/requestWithProgress';

/** The manifest or the reason why it was not built; undefined when the user cancelled. */
export async function buildManifest(context: ClientContext, parts: ManifestParts): Promise<ManifestBuilt | undefined> {
  const built = await requestWithProgress(progressView(parts), options =>
    context.request('kynml/buildManifest', parts, options),
  );
  return built && !built.ok && built.cancelled ? undefined : built;
}

function progressView({ data }: ManifestParts): ProgressView {
  if (!('files' in data)) return { title: t('Querying git and Python'), inStatusBar: true };
  const count = data.files.length;
  return { title: count === 1 ? t('Hashing 1 file') : t('Hashing {0} files', count) };
}
