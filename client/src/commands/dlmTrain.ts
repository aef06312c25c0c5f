// DLM Train: runs `dlm train` on a document in one of the lock modes.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { trainDlm } from '../dlm/trainDlm';

/** The command. */
export const dlmTrain: Command = {
  id: commands.dlmTrain,
  run: (context, argument) => trainDlm(context, argument),
};
