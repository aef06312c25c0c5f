// Train: runs the kynml tool on a spec, as a task in a terminal.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';

/** The command. */
export const train: Command = {
  id: commands.train,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const uri = await specFor(argument, t('Train'));
    if (uri) await (await import('../tasks/trainFlow')).train(context, uri);
  },
};
