// Cancel Submitted Runs: ends what was submitted from a folder, after confirmation.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';

/** The command. */
export const cancelSubmitted: Command = {
  id: commands.cancelSubmitted,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const { cancelSubmitted: run } = await import('../jobs/jobActions');
    await run(context, argument);
  },
};
