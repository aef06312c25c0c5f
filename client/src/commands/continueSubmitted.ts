// Continue Submitted Sweep: collects the results, and submits what failed or is missing.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';

/** The command. */
export const continueSubmitted: Command = {
  id: commands.continueSubmitted,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const { continueSubmitted: run } = await import('../jobs/jobActions');
    await run(context, argument);
  },
};
