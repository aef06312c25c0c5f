// Refresh Submitted Runs: asks the targets what became of what was submitted.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';

/** The command. */
export const refreshSubmitted: Command = {
  id: commands.refreshSubmitted,
  refusalInBrowser: noPrograms,
  async run(context) {
    const { refreshSubmitted: run } = await import('../jobs/jobActions');
    await run(context);
  },
};
