// New Experiment Manifest: built from git, Python, parameters and data; previewed before it is written.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { newManifest as make } from '../manifest/newManifest';
import { uriOf } from '../ui/uris';

/** The command. */
export const newManifest: Command = {
  id: commands.newManifest,
  run: (context, argument) => make(context, uriOf(argument)),
};
