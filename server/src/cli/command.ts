// What a command of `kyn` is: a value that says how it is called, and a function from a context to an outcome. Commands print nothing
// themselves and know no process, so tests run them in memory.
import type { Host, ReadResult } from '../../../src-shared/host/host';
import type { ExitCode } from './exitCode';

/** What a command needs of the process besides the host. */
export interface ProcessIo {
  /** The working folder, absolute, with `/`. */
  readonly cwd: string;
  /** Reads standard input to its end. */
  readonly stdin: () => Promise<ReadResult>;
  /** Whether the output may be coloured. */
  readonly color: boolean;
  /** The time now. */
  readonly now: () => Date;
  /** The interpreter of the active environment, absolute; undefined where none is found. */
  readonly python: () => string | undefined;
  /** Shows how far long work is, in place of what it showed before; '' takes it away. Absent where nobody watches. */
  readonly progress?: (text: string) => void;
}

/** All that is outside of the commands. */
export interface CliEnvironment {
  readonly host: Host;
  readonly io: ProcessIo;
  readonly version: string;
  /** Starts the language server on standard input and output. */
  readonly serve: () => Promise<unknown>;
}

/** What a command leaves: both texts are written as they are. */
export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** An option. Without `value` it is a switch; the first of `choices` holds where none is given. */
export interface OptionSpec {
  readonly name: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly doc: string;
}

/** The options that were given, by name; a switch is ''. */
export type Options = ReadonlyMap<string, string>;

/** What a command works on: its files as given, and its options, both already checked against what it says of itself. */
export interface CliContext extends CliEnvironment {
  readonly files: readonly string[];
  readonly options: Options;
}

/** A command. */
export interface Command {
  /** One or two words: `hash`, `lock create`. */
  readonly name: string;
  /** What follows the name, e.g. `SPEC [--lock FILE]`. */
  readonly usage: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Further sentences for the help of the command, a paragraph each. */
  readonly details: readonly string[];
  /** How many files may be named, and what they are called in messages. */
  readonly files: { readonly min: number; readonly max: number; readonly name: string };
  readonly options: readonly OptionSpec[];
  readonly run: (context: CliContext) => Promise<Outcome>;
}

/** The option `--format` with its choices, the default first. */
export const formatOption = (...choices: readonly string[]): OptionSpec => ({
  name: 'format',
  value: 'FORMAT',
  choices,
  doc: `The form of the output: ${choices.join(', ')}. Without it: ${choices[0]}.`,
});

/** The chosen format. */
export const formatOf = ({ options }: CliContext): string => options.get('format') ?? 'text';
