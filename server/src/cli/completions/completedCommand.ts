// What the shells complete: the commands with their options and the words that may follow.
import type { Command } from '../command';
import { allOptions } from '../commonOptions';

/**
 * An option. `value`: the noun for its value; a switch has none. `words`: the possible values; absent where they are files or free. `orFile`: the value may
 * also be a file.
 */
export interface CompletedOption {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
  readonly words?: readonly string[];
  readonly orFile?: true;
  readonly doc: string;
  readonly isRepeatable: boolean;
}

/** A command. `name`: its first word. `subcommand`: its second. `words`: what may stand in the place of files. */
export interface CompletedCommand {
  readonly name: string;
  readonly subcommand?: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly words?: readonly string[];
  readonly takesFiles: boolean;
}

/** A command of the list. */
export async function completedCommand(command: Command, commands: readonly Command[]): Promise<CompletedCommand> {
  const [name = '', subcommand] = command.name.split(' ');
  const words = await command.files.words?.(commands);
  return {
    name,
    ...(subcommand !== undefined && { subcommand }),
    summary: command.summary,
    options: allOptions(command).map(({ name, short, value, choices, wordsOrFile, repeatable, doc }) => ({
      name,
      doc,
      isRepeatable: repeatable === true,
      ...(short !== undefined && { short }),
      ...(value !== undefined && { value }),
      ...(choices && { words: choices }),
      ...(wordsOrFile && { words: wordsOrFile, orFile: true as const }),
    })),
    ...(words && { words }),
    takesFiles: command.files.max > 0 && !words,
  };
}

/** The first words of commands, each with the summary of its only command or the subcommands. */
export const firstWords = (commands: readonly CompletedCommand[]): readonly (readonly [string, string])[] =>
  [...new Set(commands.map(c => c.name))].map(name => {
    const own = commands.filter(c => c.name === name);
    return [name, own[0]?.subcommand === undefined ? (own[0]?.summary ?? '') : own.map(c => c.subcommand).join(', ')];
  });

/** A command with a second word. */
export interface Subcommand extends CompletedCommand {
  readonly subcommand: string;
}

const isSubcommand = (command: CompletedCommand): command is Subcommand => command.subcommand !== undefined;

/** The commands with a second word, by their first. A command without one may have the same first word. */
export const groups = (
  commands: readonly CompletedCommand[],
): readonly (readonly [string, readonly Subcommand[]])[] => {
  const all = commands.filter(isSubcommand);
  return [...new Set(all.map(c => c.name))].map(name => [name, all.filter(c => c.name === name)]);
};

/** The whole name of a command. */
export const nameOf = ({ name, subcommand }: CompletedCommand): string =>
  subcommand === undefined ? name : `${name} ${subcommand}`;
