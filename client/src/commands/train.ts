// Train: runs the kynml tool on a spec, as a task in a terminal.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../command';
import { specFor } from '../pickSpec';
import { train as trainSpec } from '../tasks/trainFlow';
import { t } from '../words';

/** The command. */
export const train: Command = {
  id: commands.train,
  async run(ctx, argument) {
    const uri = await specFor(argument, t('Train'));
    if (uri) await trainSpec(ctx, uri);
  },
};
