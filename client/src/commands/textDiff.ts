// Open as Text Diff: opens the two files of the active comparison in a diff editor.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { activeDiff } from '../panels/diffPanel';
import { showNoComparison } from '../runs/showNoComparison';

/** The command. */
export const textDiff: Command = {
  id: commands.textDiff,
  run() {
    const diff = activeDiff();
    if (diff) diff.textDiff();
    else showNoComparison();
  },
};
