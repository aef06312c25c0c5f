// Group Runs: asks what the runs of the view are grouped by.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { groupChoices } from '../runs/queryTexts';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';

/** The command. */
export const groupRuns: Command = {
  id: commands.groupRuns,
  async run({ runQuery }) {
    const group = await quickPick(
      { title: t('Group Runs'), placeHolder: t('Select what belongs together') },
      groupChoices(),
    );
    if (group) runQuery.set({ group });
  },
};
