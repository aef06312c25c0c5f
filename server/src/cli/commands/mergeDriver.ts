// kyn merge-driver: merges three versions of a file for git.
import type { Command } from '../command';

/** The command. */
export const mergeDriver: Command = {
  name: 'merge-driver',
  usage: 'ANCESTOR OURS THEIRS PATH',
  summary: 'Merge a lock or manifest by its fields; git runs this.',
  details: [
    'Merges THEIRS into the file OURS. ANCESTOR is the version before both, and PATH the name of the file in the repository. `kyn git-setup` makes git run this command.',
    'Fields that only one version changed are merged, and the result is written as kyn writes it. If both changed the same field, nothing is written, and git reports a conflict: a lock or manifest never gets conflict markers.',
    'A file that is not a lock, a manifest or another artifact is merged as text, as git does.',
    'The exit code is 0 if the file was merged, and 1 if there is a conflict.',
  ],
  examples: [
    { line: 'merge-driver base.lock ours.lock theirs.lock kynml.lock', doc: 'Merge theirs.lock into ours.lock' },
  ],
  files: { min: 4, max: 4, noun: 'file' },
  options: [],
  ownsOutput: true,
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../git/runMergeDriver')).runMergeDriver(context),
};
