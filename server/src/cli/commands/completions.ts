// kyn completions: what a shell needs to complete the words of a `kyn` command line.
import type { Command } from '../command';
import { SHELLS } from '../completions/shells';

/** The command. */
export const completions: Command = {
  name: 'completions',
  usage: SHELLS.join('|'),
  summary: 'Print the completions of a shell: commands, options and their values.',
  details: [
    'The script is made from the commands of this version of kyn, so print it again after an update. It starts no program and reads no file.',
    'bash: source <(kyn completions bash), in ~/.bashrc. zsh: source <(kyn completions zsh), in ~/.zshrc after compinit. fish: kyn completions fish | source, in config.fish.',
  ],
  examples: [
    { line: 'completions bash -o kyn.bash', doc: 'Write the completions of bash, to be read in ~/.bashrc' },
    { line: 'completions fish -o kyn.fish', doc: 'Write those of fish, for ~/.config/fish/completions' },
  ],
  files: { min: 1, max: 1, noun: 'shell', words: async () => SHELLS },
  options: [],
  printsData: () => true,
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../completions/runCompletions')).runCompletions(context),
};
