// Spec History: the versions of a spec with their runs, and where its metric got worse.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { t } from '../ui/l10n';
import { specHistory as show } from '../versions/specHistory';

/** The command. */
export const specHistory: Command = {
  id: commands.specHistory,
  async run(context, argument) {
    const uri = await specFor(argument, t('Spec History'));
    if (uri) await show(context, uri);
  },
};
