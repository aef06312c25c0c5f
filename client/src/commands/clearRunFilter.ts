// Clear Filter: shows all runs again.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';

/** The command. */
export const clearRunFilter: Command = {
  id: commands.clearRunFilter,
  run: ({ runQuery }) => runQuery.set({ filter: undefined }),
};
