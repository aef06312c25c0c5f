// Swap Sides: A becomes B in the comparison that is open.
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
