// Regenerate Lock: accepts the spec as it is now.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../command';
import { specFor } from '../pickSpec';
import { t } from '../words';
import { writeLock } from '../writeLock';

/** The command. */
export const regenerateLock: Command = {
  id: commands.regenerateLock,
  async run(ctx, argument) {
    const uri = await specFor(argument, t('Regenerate Lock'));
    if (uri) await writeLock(ctx, uri, 'regenerate');
  },
};
