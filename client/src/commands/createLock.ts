// Create Lock: records the hash of a spec as accepted.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { writeLock } from '../lock/writeLock';
import { specFor } from '../spec/pickSpec';
import { t } from '../ui/l10n';

/** The command. */
export const createLock: Command = {
  id: commands.createLock,
  async run(context, argument) {
    const uri = await specFor(argument, t('Create Lock'));
    if (uri) await writeLock(context, uri, 'create');
  },
};
