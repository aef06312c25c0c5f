// Use These Params: writes the values of a combination of a sweep, or those of a run with --param, into the spec.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { chooseGivenRun } from '../runs/chooseRun';
import { useParams as write } from '../runs/useParams';
import { t } from '../ui/l10n';
import { uriOf } from '../ui/uris';

/** The command. */
export const useParams: Command = {
  id: commands.useParams,
  async run(context, argument) {
    const run = uriOf(argument) ?? (await chooseGivenRun(context, t('Use These Params')));
    if (run) await write(context, run);
  },
};
