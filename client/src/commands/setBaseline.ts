// Set as Baseline: the run that others of its spec are compared with.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { changeBaseline } from '../runs/setBaseline';

/** The command. */
export const setBaseline: Command = {
  id: commands.setBaseline,
  run: (context, argument) => changeBaseline(context, argument, true),
};
