// Open This Version of the Spec: the text that the runs of a version were made from; in the view of runs.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { chooseRun } from '../runs/chooseRun';
import { openVersion } from '../runs/traceRun';
import { t } from '../ui/l10n';
import { uriOf } from '../ui/uris';

/** The command. Its argument is a run of the version, or its node. */
export const openSpecVersion: Command = {
  id: commands.openSpecVersion,
  async run(context, argument) {
    const title = t('Open This Version of the Spec');
    const run = uriOf(argument) ?? (await chooseRun(context, title, ({ configHash }) => configHash !== null));
    if (run) await openVersion(context, run);
  },
};
