// The help: of `kyn`, of a group of commands, of one command. Made from what the commands say of themselves.
import type { Command, OptionSpec } from '../command';

const CODES = 'Exit codes: 0 fine, 1 problems found, 2 wrong usage or a file that cannot be read.';
const HELP: OptionSpec = { name: 'help', doc: 'Show this help.' };

/** The help of the whole command line. */
export const helpText = (commands: readonly Command[], version: string): string =>
  paragraphs(
    `kyn ${version}: specs, locks and run manifests of KynML.`,
    'Usage: kyn COMMAND [OPTIONS] [FILES]',
    `Commands:\n${table(commands.map(c => [c.name, c.summary]))}`,
    `Options:\n${table([
      ['--help', 'Show this help; after a command, the help of that command.'],
      ['--version', 'Show the version.'],
    ])}`,
    'A file named - is standard input. Colour is used only on a terminal, and not where NO_COLOR is set.',
    CODES,
  );

/** The help of the commands that share a first word. */
export const groupHelp = (commands: readonly Command[]): string =>
  paragraphs(commands.map(c => `Usage: kyn ${c.name} ${c.usage}\n  ${c.summary}`).join('\n'), CODES);

/** The help of one command. */
export const commandHelp = (command: Command): string =>
  paragraphs(
    `Usage: kyn ${command.name} ${command.usage}`,
    command.summary,
    ...command.details,
    `Options:\n${table([...command.options, HELP].map(o => [optionText(o), o.doc]))}`,
    CODES,
  );

const optionText = ({ name, value }: OptionSpec): string => `--${name}${value ? ` ${value}` : ''}`;

const paragraphs = (...parts: readonly string[]): string => `${parts.map(wrapped).join('\n\n')}\n`;

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

const WIDTH = 100;

// Lines of a table keep their indentation when they go on.
function wrapped(text: string): string {
  return text
    .split('\n')
    .map(line => {
      const indent = /^ {2}\S+(?: \S+)* {2,}/.exec(line)?.[0].length ?? /^ */.exec(line)?.[0].length ?? 0;
      return wrapLine(line, indent);
    })
    .join('\n');
}

function wrapLine(line: string, indent: number): string {
  if (line.length <= WIDTH) return line;
  const cut = line.lastIndexOf(' ', WIDTH);
  return cut <= indent ? line : `${line.slice(0, cut)}\n${wrapLine(' '.repeat(indent) + line.slice(cut + 1), indent)}`;
}
