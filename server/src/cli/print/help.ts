// Help texts of `kyn`, of a group of commands and of one command, made from the descriptions of the commands.
import type { Command, Example, OptionSpec } from '../command';
import { commonOptions } from '../commonOptions';
import { table, wrap } from './table';

const CODES = 'Exit codes: 0 success, 1 problems found, 2 wrong usage or a file that cannot be read or written.';
const MAX_WIDTH = 100;

/** The help of the whole command line. `columns`: width of the terminal. */
export function helpText(commands: readonly Command[], version: string, columns?: number): string {
  const width = widthOf(columns);
  return paragraphs(
    wrapped(`kyn ${version}: check, lock, format and compare KynML specs and their artifacts.`, width),
    'Usage: kyn COMMAND [OPTIONS] [FILES]',
    `Commands:\n${definitions(
      commands.map(c => [c.name, c.summary]),
      width,
    )}`,
    `Options:\n${definitions(
      [
        ['-h, --help', 'Show this help; after a command, the help of that command.'],
        ['-V, --version', 'Show the version.'],
      ],
      width,
    )}`,
    examples(GENERAL_EXAMPLES, width),
    wrapped(
      'The file - is standard input. Colours are used on a terminal, unless NO_COLOR is set; FORCE_COLOR turns them on everywhere, and --color decides over both.',
      width,
    ),
    wrapped(CODES, width),
  );
}

/** The help of the commands with the same first word. */
export function groupHelp(commands: readonly Command[], columns?: number): string {
  const width = widthOf(columns);
  return paragraphs(
    commands.map(c => `${usage(c, width)}\n${wrapped(c.summary, width, 2)}`).join('\n\n'),
    examples(
      commands.map(c => c.examples[0]),
      width,
    ),
    wrapped(CODES, width),
  );
}

/** The help of one command. */
export function commandHelp(command: Command, columns?: number): string {
  const width = widthOf(columns);
  return paragraphs(
    usage(command, width),
    ...[command.summary, ...command.details].map(text => wrapped(text, width)),
    ...(command.options.length > 0 ? [`Options:\n${optionList(command.options, width)}`] : []),
    `Common options:\n${optionList(commonOptions(command), width)}`,
    examples(command.examples, width),
    wrapped(CODES, width),
  );
}

const GENERAL_EXAMPLES: readonly Example[] = [
  { line: 'check', doc: 'Check everything in the working folder' },
  { line: 'help lock check', doc: 'Show the help of a command' },
  { line: 'explain lock-drift', doc: 'Show what a finding means and how to fix it' },
];

// The line is not wrapped, so that it can be copied.
const examples = (shown: readonly Example[], width: number): string =>
  `Examples:\n${shown.map(({ line, doc }) => `${wrapped(`${doc}:`, width, 2)}\n    kyn ${line}`).join('\n')}`;

const optionList = (options: readonly OptionSpec[], width: number): string =>
  definitions(
    options.map(o => [optionText(o), o.doc]),
    width,
  );

const widthOf = (columns = MAX_WIDTH): number => Math.min(columns, MAX_WIDTH);

const optionText = ({ name, short, value }: OptionSpec): string =>
  `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;

const paragraphs = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

const definitions = (rows: readonly (readonly [string, string])[], columns: number): string =>
  table(
    rows.map(([term, text]) => [{ text: term }, { text }]),
    { columns },
  );

const USAGE = 'Usage: ';

const NO_BREAK_SPACE = '\u00a0';

// An option is not separated from its value.
function usage({ name, usage }: Command, width: number): string {
  const unbroken = usage.replace(/\[[^[\]]*\]/g, option => option.replaceAll(' ', NO_BREAK_SPACE));
  const lines = wrap(`kyn ${name} ${unbroken}`, width - USAGE.length);
  return USAGE + lines.join(`\n${' '.repeat(USAGE.length)}`).replaceAll(NO_BREAK_SPACE, ' ');
}

const wrapped = (text: string, width: number, indent = 0): string =>
  wrap(text, width - indent)
    .map(line => ' '.repeat(indent) + line)
    .join('\n');
