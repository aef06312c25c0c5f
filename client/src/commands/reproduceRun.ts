// Reproduce Run: for a run manifest or an entry of a sweep, otherwise for the open or a selected one.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { isManifest, oneRun } from '../runs/oneRun';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';

/** The command. */
export const reproduceRun: Command = {
  id: commands.reproduceRun,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const run = await oneRun(context, argument, { title: t('Reproduce Run'), isOffered: isManifest });
    if (run) await (await import('../tasks/reproduceRun')).reproduceRun(context, run);
  },
};
