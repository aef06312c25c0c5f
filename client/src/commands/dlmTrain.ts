// DLM Train: runs `dlm train` on a document in one of the lock modes.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';

/** The command. */
export const dlmTrain: Command = {
  id: commands.dlmTrain,
  refusalInBrowser: noPrograms,
  run: async (context, argument) => (await import('../dlm/trainDlm')).trainDlm(context, argument),
};
