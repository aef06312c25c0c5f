// Approve Golden: records the adapter of a golden in the index, after a dry run.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { approve } from '../dlm/approveGolden';

/** The command. */
export const approveGolden: Command = {
  id: commands.approveGolden,
  run: (context, argument) => approve(context, argument),
};
