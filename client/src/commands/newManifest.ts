// New Experiment Manifest: built from git, Python, parameters and data; previewed before it is written.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';
import { uriOf } from '../ui/uris';

/** The command. */
export const newManifest: Command = {
  id: commands.newManifest,
  refusalInBrowser: noPrograms,
  run: async (context, argument) => (await import('../manifest/newManifest')).newManifest(context, uriOf(argument)),
};
