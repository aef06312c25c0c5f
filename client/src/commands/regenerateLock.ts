// Regenerate Lock: accepts the current version of a spec.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { writeLock } from '../lock/writeLock';
import { specFor } from '../spec/pickSpec';
import { t } from '../ui/l10n';

/** The command. */
export const regenerateLock: Command = {
  id: commands.regenerateLock,
  async run(context, argument) {
    const uri = await specFor(argument, t('Regenerate Lock'));
    if (uri) await writeLock(context, uri, 'regenerate');
  },
};
