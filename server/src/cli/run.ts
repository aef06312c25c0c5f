// The entry point of the command line: finds the command, reads its arguments and runs it. Never throws.
import { hardLinksText, withHardLinkReports } from '../../../src-shared/host/hardLinks';
import { withGitBudget } from '../../../src-shared/host/node/gitBudget';
import { type ReportedProblem, withGitReports } from '../../../src-shared/repro/git/gitFailure';
import { inBackticks } from '../../../src-shared/text/inBackticks';
import { manyLines, oneLine } from '../../../src-shared/text/oneLine';
import { suggest } from '../../../src-shared/text/suggest';
import { relativePath } from './cliPaths';
import type { CliEnvironment, Command, Outcome } from './command';
import { commands } from './commands';
import { EXIT_USAGE } from './exitCode';
import { withGitProgress } from './gitProgress';
import { failure, success, usageError } from './outcome';
import { COLOR } from './print/colors';
import { didYouMean } from './print/didYouMean';
import { readArguments } from './readArguments';

/** A person waits for the result of a command, so all its git commands together take at most this long, in milliseconds. */
export const GIT_LIMIT_MS = 10_000;

/** Runs a command line (the arguments after `kyn`). */
export async function run(argv: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  const problems: ReportedProblem[] = [];
  const { progress } = environment.io;
  const limited = withGitBudget(environment.host, GIT_LIMIT_MS);
  const waiting = progress ? withGitProgress(limited, progress) : limited;
  const reporting = withGitReports(waiting, problem => problems.push(problem));
  const linked: string[] = [];
  const { cwd } = environment.io;
  const host = withHardLinkReports(reporting, (path, count) =>
    linked.push(hardLinksText(relativePath(cwd, path), count)),
  );
  try {
    const outcome = await dispatch(argv, { ...environment, host });
    const messages = [...problems.map(({ message }) => message()), ...linked];
    const warnings = messages.map(message => `kyn: warning: ${oneLine(message)}\n`).join('');
    return { ...outcome, stderr: warnings + outcome.stderr };
  } catch (error) {
    return internalError(error);
  }
}

/** The message of a bug in kyn: one line, because a stack trace does not help its users. */
export const internalError = (error: unknown): Outcome =>
  failure(
    `internal error (${error instanceof Error ? error.message : String(error)}). This is a bug in kyn, not in your files; report it.`,
  );

async function dispatch(argv: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  const [first = '', second = ''] = argv;
  const { version, io } = environment;
  if (argv.length === 0) return { code: EXIT_USAGE, stdout: '', stderr: await generalHelp(environment) };
  if (first === '--help' || first === '-h') return success(await generalHelp(environment));
  if (first === '--version') return success(`kyn ${version}\n`);
  const command = commands.find(c => c.name === first || c.name === `${first} ${second}`);
  if (command) return runCommand(command, argv.slice(command.name.split(' ').length), environment);
  const group = commands.filter(c => c.name.startsWith(`${first} `));
  if (group.length === 0) return unknownCommand(first);
  return second === '--help' || second === '-h'
    ? success((await helpPrinter()).groupHelp(group, io.columns))
    : unknownSubcommand(group, first, second);
}

// Loaded on demand, because most commands print no help.
const helpPrinter = () => import('./print/help');

const generalHelp = async ({ version, io }: CliEnvironment): Promise<string> =>
  (await helpPrinter()).helpText(commands, version, io.columns);

async function runCommand(command: Command, args: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  if (requestsHelp(args)) return success((await helpPrinter()).commandHelp(command, environment.io.columns));
  const read = readArguments(command, args);
  if (!read.ok) return usageError(command, read.problem);
  const outcome = await command.run({
    ...environment,
    command,
    files: read.files,
    options: read.options,
    repeated: read.repeated,
  });
  const isData = command.printsData?.(read.options) || DATA_FORMATS.includes(read.options.get('format') ?? '');
  return isData ? outcome : { ...outcome, stdout: forPeople(outcome.stdout, environment.io.color) };
}

// Their printers escape each text by the rules of the format.
const DATA_FORMATS: readonly string[] = ['json', 'sarif', 'gitlab'];

// The printers already escape what they quote. This covers one that forgets it; the colours are theirs.
/** Output for people: the colours of kyn, line ends and tabs remain. */
export const forPeople = (text: string, color: boolean): string =>
  (color ? text.split(COLOR) : [text]).map((part, i) => (i % 2 === 1 ? part : manyLines(part))).join('');

function requestsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some(a => a === '--help' || a === '-h');
}

function unknownSubcommand(group: readonly Command[], first: string, second: string): Outcome {
  const subcommands = group.map(c => c.name.slice(first.length + 1));
  const list = inBackticks(subcommands, 'or');
  const usage = { name: first, usage: `${subcommands.join('|')} ...` };
  if (second === '') return usageError(usage, `\`kyn ${first}\` needs a subcommand: ${list}.`);
  const suggestion = suggest(second, subcommands);
  const hint = didYouMean(suggestion && `kyn ${first} ${suggestion}`, ` Use ${list}.`);
  return usageError(usage, `\`kyn ${first} ${second}\` is not a command.${hint}`);
}

const USAGE = { name: 'COMMAND', usage: '[OPTIONS] [FILES]' };

function unknownCommand(word: string): Outcome {
  const hint = ' Run `kyn --help` for help.';
  if (word.startsWith('-')) {
    const option = suggest(word.replace(/^-+/, ''), ['help', 'version']);
    return usageError(USAGE, `unknown option \`${word}\`.${didYouMean(option && `--${option}`, hint)}`);
  }
  const suggestion = suggest(
    word,
    commands.map(c => c.name.split(' ')[0] ?? ''),
  );
  return usageError(USAGE, `\`kyn ${word}\` is not a command.${didYouMean(suggestion && `kyn ${suggestion}`, hint)}`);
}
