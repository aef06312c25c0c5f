// Discard Manifest: closes the preview of a manifest without writing it.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { closePreview, previewFor, showNoPreview } from '../manifest/manifestPreview';
import { uriOf } from '../ui/uris';

/** The command. */
export const discardManifest: Command = {
  id: commands.discardManifest,
  async run(_context, argument) {
    const found = previewFor(uriOf(argument));
    if (found) await closePreview(found.uri);
    else showNoPreview();
  },
};
