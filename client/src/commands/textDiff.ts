// Open as Text Diff: the two files of the comparison that is open, in the editor's own diff.
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
