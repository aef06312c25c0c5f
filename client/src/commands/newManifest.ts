// New Experiment Manifest: from git, Python, parameters and the origin of the data; shown before it is written.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { newManifest as make } from '../manifest/newManifest';
import { uriOf } from '../ui/uris';

/** The command. */
export const newManifest: Command = {
  id: commands.newManifest,
  run: (context, argument) => make(context, uriOf(argument)),
};
