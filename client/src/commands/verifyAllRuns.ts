// Verify All Runs: compares what each run of the workspace records with the files of this machine.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { verifyWorkspace } from '../runs/verifyRuns';

/** The command. */
export const verifyAllRuns: Command = {
  id: commands.verifyAllRuns,
  run: verifyWorkspace,
};
