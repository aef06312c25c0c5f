// Note for Run: keeps what is to be remembered about a run.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { editText } from '../runs/noteRun';
import { t } from '../ui/l10n';

/** The command. */
export const noteRun: Command = {
  id: commands.noteRun,
  run: (context, argument) =>
    editText(context, argument, {
      part: 'note',
      title: t('Note for Run'),
      prompt: t('What is to be remembered about this run; empty to remove it'),
    }),
};
