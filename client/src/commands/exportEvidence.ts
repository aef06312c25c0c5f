// Export Evidence: writes a package about a run that others can check; for the given, the open or a selected run.
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { Command } from '../base/command';
import { isManifest, oneRun } from '../runs/oneRun';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';

/** The command. */
export const exportEvidence: Command = {
  id: commands.exportEvidence,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const isOffered = (run: RunItem) => isManifest(run) || run.isTracked === true;
    const run = await oneRun(context, argument, { title: t('Export Evidence'), isOffered });
    if (run) await (await import('../tasks/exportEvidence')).exportEvidence(context, run);
  },
};
