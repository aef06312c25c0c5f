// The entry point of the command line: finds the command, reads its arguments and runs it. Never throws.
import { milliseconds } from '../../../src-shared/host/node/clock';
import { withGitBudget } from '../../../src-shared/host/node/gitBudget';
import { withWriteReports } from '../../../src-shared/host/writeReports';
import { type ReportedProblem, withGitReports } from '../../../src-shared/repro/git/gitFailure';
import { bugText } from '../../../src-shared/text/bugText';
import { manyLines, oneLine } from '../../../src-shared/text/oneLine';
import { relativePath } from './cliPaths';
import type { CliContext, CliEnvironment, Command, Options, Outcome } from './command';
import { commands } from './commands';
import { commonProblem, ioWith, outputFileOf } from './commonOptions';
import { EXIT_OK, EXIT_USAGE } from './exitCode';
import { findCommand, unknownSubcommand } from './findCommand';
import { withGitProgress } from './gitProgress';
import { failure, success, usageError } from './outcome';
import { COLOR } from './print/colors';
import { readArguments } from './readArguments';

/** A person waits for the result of a command, so all its git commands together take at most this long, in milliseconds. */
export const GIT_LIMIT_MS = 10_000;

/** Runs a command line (the arguments after `kyn`). */
export async function run(argv: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  try {
    return await dispatch(argv, environment);
  } catch (error) {
    return internalError(error);
  }
}

/** The outcome of a bug in kyn. */
export const internalError = (error: unknown): Outcome => failure(`${bugText(error)}.`);

async function dispatch(argv: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  const [first = ''] = argv;
  const { version, io } = environment;
  if (argv.length === 0) return { code: EXIT_USAGE, stdout: '', stderr: await generalHelp(environment) };
  if (isHelp(first)) return success(await generalHelp(environment));
  if (isVersion(first)) return success(versionText(version));
  const found = findCommand(argv, commands);
  if (found.kind === 'command') return runCommand(found.command, found.args, environment);
  if (found.kind === 'unknown') return found.outcome;
  const [second = ''] = found.args;
  return isHelp(second)
    ? success((await helpPrinter()).groupHelp(found.group, io.columns))
    : unknownSubcommand(found.group, second);
}

// Loaded on demand, because most commands print no help.
const helpPrinter = () => import('./print/help');

const generalHelp = async ({ version, io }: CliEnvironment): Promise<string> =>
  (await helpPrinter()).helpText(commands, version, io.columns);

const isHelp = (word: string): boolean => word === '--help' || word === '-h';
const isVersion = (word: string): boolean => word === '--version' || word === '-V';
const versionText = (version: string): string => `kyn ${version}\n`;

async function runCommand(command: Command, args: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  const help = async () => success((await helpPrinter()).commandHelp(command, environment.io.columns));
  if (words.some(isHelp)) return help();
  if (words.some(isVersion)) return success(versionText(environment.version));
  const read = readArguments(command, args);
  if (!read.ok) return usageError(command, read.problem);
  // In a group of short options, such as `-qh`.
  if (read.options.has('help')) return help();
  if (read.options.has('version')) return success(versionText(environment.version));
  const problem = commonProblem(read);
  if (problem !== undefined) return usageError(command, problem);
  const { files, options, repeated } = read;
  const out = outputFileOf(command, options);
  const io = ioWith(environment.io, options, out);
  const context = { ...environment, io, command, commands, files, options, repeated };
  const done = await (out === undefined ? runReported(context, command) : runIntoFile(context, command, out));
  return io.quiet && done.code === EXIT_OK ? { ...done, stderr: done.gaps ?? '' } : done;
}

async function runIntoFile(context: CliContext, command: Command, out: string): Promise<Outcome> {
  // Loaded on demand, because most output is printed.
  const { outputObstacle, writeOutput } = await import('./writeOutput');
  return (await outputObstacle(context, out)) ?? writeOutput(context, out, await runReported(context, command));
}

// Problems of git and of written files are noticed in many places, and reported once.
async function runReported(context: CliContext, command: Command): Promise<Outcome> {
  const problems: ReportedProblem[] = [];
  const { cwd, progress, color } = context.io;
  const limited = withGitBudget(context.host, GIT_LIMIT_MS, milliseconds);
  const waiting = progress ? withGitProgress(limited, progress) : limited;
  const reporting = withGitReports(waiting, problem => problems.push(problem));
  const left: string[] = [];
  const host = withWriteReports(reporting, (path, sentence) => left.push(sentence(relativePath(cwd, path))));
  const done = await command.run({ ...context, host });
  // Without git, what depends on it is unknown.
  const gaps = warningLines(problems.map(({ message }) => message()));
  const stdout = isData(command, context.options) ? done.stdout : forPeople(done.stdout, color);
  const kept = gaps + (done.gaps ?? '');
  const stderr = gaps + warningLines(left) + done.stderr;
  return { ...done, stdout, stderr, ...(kept !== '' && { gaps: kept }) };
}

const warningLines = (messages: readonly string[]): string =>
  messages.map(message => `kyn: warning: ${oneLine(message)}\n`).join('');

// Their printers escape each text by the rules of the format.
const DATA_FORMATS: readonly string[] = ['json', 'sarif', 'gitlab'];

const isData = ({ printsData }: Command, options: Options): boolean =>
  printsData?.(options) || DATA_FORMATS.includes(options.get('format') ?? '');

// The printers already escape what they quote. This covers one that forgets it; the colours are theirs.
/** Output for people: the colours of kyn, line ends and tabs remain. */
export const forPeople = (text: string, color: boolean): string =>
  (color ? text.split(COLOR) : [text]).map((part, i) => (i % 2 === 1 ? part : manyLines(part))).join('');
