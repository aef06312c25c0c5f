// Swap Sides: A becomes B in the comparison that is open.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../command';
import { activeDiff } from '../panels/diffPanel';
import { sayNoComparison } from '../sayNoComparison';

/** The command. */
export const swapSides: Command = {
  id: commands.swapSides,
  run() {
    const diff = activeDiff();
    if (diff) diff.swap();
    else sayNoComparison();
  },
};
