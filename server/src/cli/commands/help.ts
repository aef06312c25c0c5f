// kyn help: the help of a command.
import type { Command } from '../command';
import { findCommand, unknownSubcommand } from '../findCommand';
import { success, usageError } from '../outcome';

/** The command. */
export const help: Command = {
  name: 'help',
  usage: '[COMMAND]',
  summary: 'Show the help of kyn or of a command.',
  details: ['The same text as `kyn COMMAND --help`.'],
  examples: [
    { line: 'help', doc: 'List the commands' },
    { line: 'help lock check', doc: 'Show the help of a command' },
  ],
  files: {
    min: 0,
    max: 2,
    noun: 'word',
    words: async commands => [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))],
  },
  options: [],
  async run({ commands, files, version, io }) {
    // Loaded on demand, because most commands print no help.
    const { helpText, groupHelp, commandHelp } = await import('../print/help');
    if (files.length === 0) return success(helpText(commands, version, io.columns));
    const found = findCommand(files, commands);
    if (found.kind === 'unknown') return found.outcome;
    const [word] = found.args;
    if (found.kind === 'command' && word === undefined) return success(commandHelp(found.command, io.columns));
    if (found.kind === 'group' && word === undefined) return success(groupHelp(found.group, io.columns));
    return found.kind === 'group'
      ? unknownSubcommand(found.group, word ?? '')
      : usageError(help, `unexpected argument \`${word}\`: \`kyn ${found.command.name}\` has no subcommands.`);
  },
};
