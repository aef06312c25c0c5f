// Sort Runs: asks for the order of the view of runs.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { sortChoices } from '../runs/queryTexts';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';

/** The command. */
export const sortRuns: Command = {
  id: commands.sortRuns,
  async run({ runQuery }) {
    const sort = await quickPick({ title: t('Sort Runs'), placeHolder: t('Select the order') }, sortChoices());
    if (sort) runQuery.set({ sort });
  },
};
