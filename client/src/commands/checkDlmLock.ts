// Check DLM Lock: shows what `dlm train` would do with the installed packages.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';

/** The command. */
export const checkDlmLock: Command = {
  id: commands.checkDlmLock,
  refusalInBrowser: noPrograms,
  run: async (context, argument) => (await import('../dlm/checkDlm')).checkDlm(context, argument),
};
