// Check DLM Lock: shows what `dlm train` would do with the installed packages.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { checkDlm } from '../dlm/checkDlm';

/** The command. */
export const checkDlmLock: Command = {
  id: commands.checkDlmLock,
  run: (context, argument) => checkDlm(context, argument),
};
