// Compile to Script: compiles a spec and shows the script beside it.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';

/** The command. */
export const compileToScript: Command = {
  id: commands.compileToScript,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const uri = await specFor(argument, t('Compile to Script'));
    if (uri) await (await import('../tasks/compileFlow')).compileSpec(context, uri);
  },
};
