// kyn textconv: the values of an artifact as lines, for git diff.
import type { Command } from '../command';

/** The command. */
export const textconv: Command = {
  name: 'textconv',
  usage: 'FILE',
  summary: 'Print the values of a lock or manifest, one a line; git diff runs this.',
  details: [
    'Each value is a line with its path, sorted by path, so that a diff shows only values that changed and not the layout. Secrets are hidden.',
    'A file that is not JSON or not an artifact is printed as it is. `kyn git-setup` makes git run this command.',
  ],
  examples: [{ line: 'textconv kynml.lock', doc: 'Print the values of a lock' }],
  files: { min: 1, max: 1, noun: 'file' },
  options: [],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../git/runTextconv')).runTextconv(context),
};
