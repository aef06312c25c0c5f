// Tag Run: gives one or several runs tags, by which they can be found and grouped.
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { editTags } from '../runs/noteRun';

/** The command. */
export const tagRun: Command = {
  id: commands.tagRun,
  run: editTags,
};
