// Name Run: gives a run a name, which is shown wherever the run is.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { editText } from '../runs/noteRun';
import { t } from '../ui/l10n';

/** The command. */
export const nameRun: Command = {
  id: commands.nameRun,
  run: (context, argument) =>
    editText(context, argument, {
      part: 'name',
      title: t('Name Run'),
      prompt: t('A name for this run; empty to remove it'),
    }),
};
