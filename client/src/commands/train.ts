// Train: runs the kynml tool on a spec, as a task in a terminal.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { train as trainSpec } from '../tasks/trainFlow';
import { t } from '../ui/l10n';

/** The command. */
export const train: Command = {
  id: commands.train,
  async run(context, argument) {
    const uri = await specFor(argument, t('Train'));
    if (uri) await trainSpec(context, uri);
  },
};
