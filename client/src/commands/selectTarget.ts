// Select Target: where the specs of a folder are trained, this machine or an engine that the project or the user named.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';
import { workingFolder } from '../ui/uris';

/** The command. */
export const selectTarget: Command = {
  id: commands.selectTarget,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const { requireTrust } = await import('../tasks/requireTrust');
    if (!requireTrust(t('A target runs code from this folder, which requires a trusted workspace.'))) return;
    const spec = await specFor(argument, t('Select Target'));
    if (!spec) return;
    const { selectTarget: select } = await import('../tasks/chooseTarget');
    await select(context, { spec, folder: workingFolder(spec) });
  },
};
