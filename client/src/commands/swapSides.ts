// Swap Sides: swaps A and B of the active comparison.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { activeDiff } from '../panels/diffPanel';
import { showNoComparison } from '../runs/showNoComparison';

/** The command. */
export const swapSides: Command = {
  id: commands.swapSides,
  run() {
    const diff = activeDiff();
    if (diff) diff.swap();
    else showNoComparison();
  },
};
