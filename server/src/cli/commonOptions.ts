// The options that all commands have, and what they mean for a command.
import type { CliContext, Command, CommandUsage, OptionSpec, Options, ProcessIo } from './command';

/** `--color`: when the output has colours. */
const COLORS = ['auto', 'always', 'never'] as const;

const quiet: OptionSpec = {
  name: 'quiet',
  short: 'q',
  doc: 'Print only results and the reasons of a failure: no summaries, notes and progress.',
};
const color: OptionSpec = {
  name: 'color',
  value: 'WHEN',
  choices: COLORS,
  doc: 'Colours: auto (on a terminal, and as NO_COLOR and FORCE_COLOR say), always or never.',
};
const outputFile: OptionSpec = {
  name: 'output-file',
  short: 'o',
  value: 'FILE',
  doc: 'Write the output to this file, as a whole or not at all; - is standard output.',
};
const stdinFilename: OptionSpec = {
  name: 'stdin-filename',
  value: 'PATH',
  doc: 'With -: use the text of standard input as that of this file.',
};
const help: OptionSpec = { name: 'help', short: 'h', doc: 'Show this help.' };
const version: OptionSpec = { name: 'version', short: 'V', doc: 'Show the version.' };

/** The options of a command that it does not define itself. */
export function commonOptions({ options, namesStdin, ownsOutput }: Command): readonly OptionSpec[] {
  const all = [
    quiet,
    color,
    ...(ownsOutput ? [] : [outputFile]),
    ...(namesStdin ? [stdinFilename] : []),
    help,
    version,
  ];
  return all.filter(({ name }) => !options.some(own => own.name === name));
}

/** All options of a command. */
export const allOptions = (command: Command): readonly OptionSpec[] => [...command.options, ...commonOptions(command)];

/** The file to which the output of a command is written as given; undefined for standard output. */
export function outputFileOf({ options: own }: Command, options: Options): string | undefined {
  const file = own.some(({ name }) => name === outputFile.name) ? undefined : options.get(outputFile.name);
  return file === '-' ? undefined : file;
}

/** What a command may use of the process with its options. */
export function ioWith(io: ProcessIo, options: Options, outputFile: string | undefined): ProcessIo {
  const { progress, columns, ...rest } = io;
  const isQuiet = options.has(quiet.name);
  const named = options.get(stdinFilename.name);
  return {
    ...rest,
    color: colorOf(options, outputFile === undefined && io.color),
    ...(columns !== undefined && outputFile === undefined && { columns }),
    ...(progress && !isQuiet && { progress }),
    ...(isQuiet && { quiet: true }),
    ...(named !== undefined && { stdinFilename: named }),
  };
}

/** Why these options and files cannot be used together. */
export const commonProblem = ({ files, options }: Pick<CliContext, 'files' | 'options'>): string | undefined =>
  options.has(stdinFilename.name) && !files.includes('-')
    ? '`--stdin-filename` names the file of standard input, so it needs the file `-`.'
    : undefined;

function colorOf(options: Options, isAuto: boolean): boolean {
  const when = options.get(color.name) ?? 'auto';
  return when === 'always' || (when === 'auto' && isAuto);
}

/** How a command line is used whose command is not known. */
export const ANY_COMMAND: CommandUsage = { name: 'COMMAND', usage: '[OPTIONS] [FILES]' };
