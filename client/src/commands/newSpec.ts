// New Spec: opens an unsaved spec that passes every check, filled from a CSV file of the workspace.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { newSpec as create } from '../spec/newSpec';

/** The command. */
export const newSpec: Command = {
  id: commands.newSpec,
  run: context => create(context),
};
