// Write Manifest: writes the previewed manifest to a file that the user selects.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { writeManifest as write } from '../manifest/writeManifest';
import { uriOf } from '../ui/uris';

/** The command. */
export const writeManifest: Command = {
  id: commands.writeManifest,
  run: (context, argument) => write(context, uriOf(argument)),
};
