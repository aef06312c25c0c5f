// Show Log of Submitted Run: follows the log of a submitted run in a terminal.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';

/** The command. */
export const showSubmittedLog: Command = {
  id: commands.showSubmittedLog,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const { showSubmittedLog: run } = await import('../jobs/jobActions');
    await run(context, argument);
  },
};
