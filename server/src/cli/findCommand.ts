// The words of a command line -> the command that they name, or what is printed in its place.
import { inBackticks } from '../../../src-shared/text/inBackticks';
import { suggest } from '../../../src-shared/text/suggest';
import type { Command, Outcome } from './command';
import { ANY_COMMAND } from './commonOptions';
import { usageError } from './outcome';
import { didYouMean } from './print/didYouMean';

/** A command and the words after its name; the commands with the same first word; or a usage error. */
export type FoundCommand =
  | { readonly kind: 'command'; readonly command: Command; readonly args: readonly string[] }
  | { readonly kind: 'group'; readonly group: readonly Command[]; readonly args: readonly string[] }
  | { readonly kind: 'unknown'; readonly outcome: Outcome };

/** The command that the words begin with. */
export function findCommand(words: readonly string[], commands: readonly Command[]): FoundCommand {
  const [first = '', second = ''] = words;
  // The longer name comes first: `kyn evidence verify` is not `kyn evidence` with a file `verify`.
  const command = commands.find(c => c.name === `${first} ${second}`) ?? commands.find(c => c.name === first);
  if (command) return { kind: 'command', command, args: words.slice(command.name.split(' ').length) };
  const group = commands.filter(c => c.name.startsWith(`${first} `));
  return group.length > 0
    ? { kind: 'group', group, args: words.slice(1) }
    : { kind: 'unknown', outcome: unknownCommand(first, commands) };
}

/** The usage error of a word after the first word of commands. */
export function unknownSubcommand(group: readonly Command[], second: string): Outcome {
  const [first = ''] = group[0]?.name.split(' ') ?? [];
  const subcommands = group.map(c => c.name.slice(first.length + 1));
  const list = inBackticks(subcommands, 'or');
  const usage = { name: first, usage: `${subcommands.join('|')} ...` };
  if (second === '') return usageError(usage, `\`kyn ${first}\` needs a subcommand: ${list}.`);
  const suggestion = suggest(second, subcommands);
  const hint = didYouMean(suggestion && `kyn ${first} ${suggestion}`, ` Use ${list}.`);
  return usageError(usage, `\`kyn ${first} ${second}\` is not a command.${hint}`);
}

function unknownCommand(word: string, commands: readonly Command[]): Outcome {
  const hint = ' Run `kyn --help` for help.';
  if (word.startsWith('-')) return unknownOption(word, hint);
  const suggestion = suggest(
    word,
    commands.map(c => c.name.split(' ')[0] ?? ''),
  );
  return usageError(
    ANY_COMMAND,
    `\`kyn ${word}\` is not a command.${didYouMean(suggestion && `kyn ${suggestion}`, hint)}`,
  );
}

const AFTER_COMMAND = /^(-q|--quiet|-o|--output-file|--color|--stdin-filename)(=|$)/;

function unknownOption(word: string, hint: string): Outcome {
  if (AFTER_COMMAND.test(word))
    return usageError(ANY_COMMAND, `\`${word}\` is an option of a command, so it follows the command.`);
  const option = suggest(word.replace(/^-+/, ''), ['help', 'version']);
  return usageError(ANY_COMMAND, `unknown option \`${word}\`.${didYouMean(option && `--${option}`, hint)}`);
}
