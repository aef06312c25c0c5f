// Remove Baseline: the spec of the run has no baseline any more.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { changeBaseline } from '../runs/setBaseline';

/** The command. */
export const removeBaseline: Command = {
  id: commands.removeBaseline,
  run: (context, argument) => changeBaseline(context, argument, false),
};
