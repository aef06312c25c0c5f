// kyn git-setup: makes git merge and compare artifacts with kyn.
import type { Command } from '../command';

/** The command. */
export const gitSetup: Command = {
  name: 'git-setup',
  usage: '[--print] [--remove]',
  summary: 'Make git merge and compare locks and manifests by their fields.',
  details: [
    'Adds lines to the .gitattributes of the repository, which you commit, and sets merge.kyn and diff.kyn in its configuration, which every clone needs once. What is already there is not changed: your own lines in .gitattributes take precedence, and a setting with another value is reported.',
    'The program `kyn` must be on the PATH when git runs. Where it is not, git leaves changed locks and manifests as conflicts, and `git diff` and `git log -p` fail at them.',
  ],
  examples: [
    { line: 'git-setup', doc: 'Set up the repository of the working folder' },
    { line: 'git-setup --remove', doc: 'Remove what was added' },
  ],
  files: { min: 0, max: 0, noun: 'file' },
  options: [
    { name: 'print', doc: 'Print the lines, and write nothing.' },
    { name: 'remove', doc: 'Remove what this command has added.' },
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../git/runGitSetup')).runGitSetup(context),
};
