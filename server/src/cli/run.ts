// The front door of the command line: finds the command that is meant, reads its arguments, runs it. No process and no exception gets past it.
import { suggest } from '../../../src-shared/text/suggest';
import type { CliEnvironment, Command, Outcome } from './command';
import { commands } from './commands';
import { EXIT_USAGE } from './exitCode';
import { success, usageError } from './outcome';
import { commandHelp, groupHelp, helpText } from './print/help';
import { readArguments } from './readArguments';

/** Runs a command line (what follows `kyn`). */
export async function run(argv: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  try {
    return await dispatch(argv, environment);
  } catch (fault) {
    return internalError(fault);
  }
}

/** What is said when kyn itself fails: one line, for a stack trace helps nobody who uses it. */
export const internalError = (fault: unknown): Outcome =>
  usageError(
    `this is a fault of kyn and not of your files; please report it (${fault instanceof Error ? fault.message : String(fault)}).`,
  );

async function dispatch(argv: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  const [first = '', second = ''] = argv;
  const help = helpText(commands, environment.version);
  if (argv.length === 0) return { code: EXIT_USAGE, stdout: '', stderr: help };
  if (first === '--help' || first === '-h') return success(help);
  if (first === '--version') return success(`kyn ${environment.version}\n`);
  const command = commands.find(c => c.name === first || c.name === `${first} ${second}`);
  if (command) return runCommand(command, argv.slice(command.name.split(' ').length), environment);
  const group = commands.filter(c => c.name.startsWith(`${first} `));
  return group.length > 0 ? groupOutcome(group, second) : unknownCommand(first);
}

async function runCommand(command: Command, args: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  if (requestsHelp(args)) return success(commandHelp(command));
  const read = readArguments(command, args);
  if (!read.ok) return usageError(`${command.name}: ${read.problem}`, `see kyn ${command.name} --help`);
  return command.run({ ...environment, files: read.files, options: read.options });
}

function requestsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some(a => a === '--help' || a === '-h');
}

function groupOutcome(group: readonly Command[], second: string): Outcome {
  if (second === '--help' || second === '-h') return success(groupHelp(group));
  const names = group.map(c => c.name);
  const [first = ''] = names[0]?.split(' ') ?? [];
  const meant = suggest(`${first} ${second}`, names);
  const said = second === '' ? `${first} needs to know what to do` : `there is no command ${first} ${second}`;
  return usageError(
    `${said}; ${meant && second !== '' ? `did you mean ${meant}?` : `there is ${names.join(' and ')}.`}`,
  );
}

function unknownCommand(word: string): Outcome {
  const meant = suggest(
    word,
    commands.map(c => c.name.split(' ')[0] ?? ''),
  );
  const thing = word.startsWith('-') ? 'option' : 'command';
  return usageError(`there is no ${thing} ${word}${meant ? `; did you mean ${meant}?` : '.'}`, 'see kyn --help');
}
