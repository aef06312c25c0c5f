// Sweep: trains all combinations of a spec, or those that are missing, as a task in a terminal.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';

/** The command. */
export const sweep: Command = {
  id: commands.sweep,
  refusalInBrowser: noPrograms,
  async run(context, argument, resumed) {
    const uri = await specFor(argument, t('Sweep'));
    if (!uri) return;
    const flow = await import('../tasks/sweepFlow');
    await flow.sweep(context, uri, { resumed: typeof resumed === 'string' ? resumed : undefined });
  },
};
