// Create Lock: records the hash of a spec as the accepted one.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../command';
import { specFor } from '../pickSpec';
import { t } from '../words';
import { writeLock } from '../writeLock';

/** The command. */
export const createLock: Command = {
  id: commands.createLock,
  async run(ctx, argument) {
    const uri = await specFor(argument, t('Create Lock'));
    if (uri) await writeLock(ctx, uri, 'create');
  },
};
