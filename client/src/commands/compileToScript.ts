// Compile to Script: compiles a spec and shows the script beside it.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { compileSpec } from '../tasks/compileFlow';
import { t } from '../ui/l10n';

/** The command. */
export const compileToScript: Command = {
  id: commands.compileToScript,
  async run(context, argument) {
    const uri = await specFor(argument, t('Compile to Script'));
    if (uri) await compileSpec(context, uri);
  },
};
