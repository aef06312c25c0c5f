// The interface of a `kyn` command: a description and a function from a context to an outcome. Commands neither print nor use the process,
// so tests run them in memory.
import type { AgentService, RunKyn } from '../../../src-shared/agents/service';
import type { Host, ReadResult } from '../../../src-shared/host/host';
import type { ZoneOffset } from '../../../src-shared/protocol/clock';
import type { Programs } from './programs';

/** What a command needs from the process besides the host. */
export interface ProcessIo {
  /** The working folder, absolute, with `/`. */
  readonly cwd: string;
  /** Reads standard input to its end. */
  readonly stdin: () => Promise<ReadResult>;
  /** Whether the output may contain colours. */
  readonly color: boolean;
  /** Only results and the reasons of a failure are printed. */
  readonly quiet?: boolean;
  /** The name of the file that standard input is the text of, as given. */
  readonly stdinFilename?: string;
  /** Width of the terminal in columns; absent where the output is not for a terminal. */
  readonly columns?: number;
  /** The current time. */
  readonly now: () => Date;
  /** The time zone in which times are shown. */
  readonly zone: ZoneOffset;
  /** The interpreter of the active environment, absolute; undefined where none is found. */
  readonly python: () => string | undefined;
  /** Shows the progress of long work in place of the previous text; '' removes it. Absent without a terminal. */
  readonly progress?: (text: string) => void;
  /** Prints a line on standard error at once. For commands that run for long; all others return their messages. */
  readonly message: (line: string) => void;
}

/** A worker thread, or in a worker the thread that started it. Messages are copied, so they contain no functions. */
export interface WorkerPort {
  postMessage(message: unknown): void;
  on(event: string, listener: (value: unknown) => void): unknown;
}

/** How many worker threads may run at once, the number of files for which one is worth its start, and how one is started. */
export interface Workers {
  readonly count: number;
  readonly filesForOne: number;
  readonly start: () => Promise<WorkerPort & { terminate(): unknown }>;
}

/** Runs `kyn` for a tool, and serves tools over MCP on standard input and output until these close; absent where this package has no MCP server. */
export interface AgentProcess {
  readonly kyn: RunKyn;
  /** Resolves when the server has ended, with a sentence where no one asked for that. */
  readonly serve?: (service: AgentService) => Promise<string | undefined>;
}

/** What this user's runs of kyn keep, as texts by name. Nothing depends on it: a text that is damaged or missing is undefined, and a failed write is silent. */
export interface UserCache {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

/** Everything outside the commands. */
export interface CliEnvironment {
  readonly host: Host;
  readonly io: ProcessIo;
  readonly version: string;
  /** Worker threads for many files; absent where there are none. */
  readonly workers?: Workers;
  /** Programs that the user watches; loaded on demand, because most commands run none. */
  readonly programs: () => Promise<Programs>;
  /** Starts the language server on standard input and output. */
  readonly serve: () => Promise<unknown>;
  /** What earlier runs kept; loaded on demand. Absent where nothing is kept. */
  readonly cache?: () => Promise<UserCache | undefined>;
  /** What the tools for agents need; loaded on demand. Absent where no process can be started. */
  readonly agents?: () => Promise<AgentProcess>;
}

/** The result of a command. Both texts are written unchanged. `code`: one of exitCode.ts, or that of a program which the command has run. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of `stderr` that `--quiet` keeps also where nothing failed: what may be missing from the answer. */
  readonly gaps?: string;
}

/** An option. Without `value` it is a switch; the first of `choices` is the default. `short`: its letter after one dash. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  /** Its value is one of these words or a file. */
  readonly wordsOrFile?: readonly string[];
  /** Its value may start with one dash. */
  readonly allowsDash?: true;
  /** It may be given several times, and each value counts. */
  readonly repeatable?: true;
  /** Its value names a file that is read, or an entry of one. */
  readonly isInput?: true;
  readonly doc: string;
}

/** The given options by name; the value of a switch is ''. */
export type Options = ReadonlyMap<string, string>;

/** The input of a command: its files as given and its options, both checked against its description. */
export interface CliContext extends CliEnvironment {
  readonly command: CommandUsage;
  readonly files: readonly string[];
  readonly options: Options;
  /** All values of each repeatable option that was given, in order. */
  readonly repeated: ReadonlyMap<string, readonly string[]>;
  /** All commands, for those that describe them. */
  readonly commands: readonly Command[];
}

/** How a command is called. */
export interface CommandUsage {
  /** One or two words: `hash`, `lock create`. */
  readonly name: string;
  /** The arguments after the name, e.g. `SPEC [--lock FILE]`. */
  readonly usage: string;
}

/** A call of a command that its help shows, and what it does. */
export interface Example {
  /** The line after `kyn`. */
  readonly line: string;
  /** A phrase without a full stop. */
  readonly doc: string;
}

/** A command. */
export interface Command extends CommandUsage {
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Further paragraphs for the help of the command. */
  readonly details: readonly string[];
  /** How many files may be named, and the noun for one of them in messages. */
  readonly files: {
    readonly min: number;
    readonly max: number;
    readonly noun: string;
    /** The words that may stand in the place of files, for completion in a shell; absent where they are files. */
    readonly words?: (commands: readonly Command[]) => Promise<readonly string[]>;
  };
  readonly options: readonly OptionSpec[];
  readonly examples: readonly [Example, ...Example[]];
  /** It reads specs or artifacts, so with `-` the name of the file can be given. */
  readonly namesStdin?: true;
  /** It prints while it runs, or writes files itself, so its output cannot be put into a file. */
  readonly ownsOutput?: true;
  /** Whether the output with these options is the user's own data, which stays exact: the text of a spec, a canonical text. All other output is for people. */
  readonly printsData?: (options: Options) => boolean;
  readonly run: (context: CliContext) => Promise<Outcome>;
}

/** The option `--format` with its choices, the default first. */
export const formatOption = (...choices: readonly string[]): OptionSpec => ({
  name: 'format',
  value: 'FORMAT',
  choices,
  doc: `Output format: ${choices.join(', ')}. Default: ${choices[0]}.`,
});

/** The option for values of params, shared by the commands that train. */
export const paramOption: OptionSpec = {
  name: 'param',
  value: 'NAME=VALUE',
  repeatable: true,
  doc: 'Replace the default of a param. The value is read as a whole number, otherwise as a number, otherwise as a string. May be repeated.',
};

/** The chosen format. */
export const formatOf = ({ options }: CliContext): string => options.get('format') ?? 'text';
