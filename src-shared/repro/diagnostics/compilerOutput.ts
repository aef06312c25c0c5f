// Reads the output of the official compiler, `kynml validate PATH`. Does not run it.
// Source: the KynML page on the command line. Exit 0 and `Valid KynML program: <PATH>` on stdout, or exit 1 and
// `KynMLError: <file>:<line>: <message>` on stderr; the error classes are KynMLError, KynMLParseError, KynMLSemanticError and KynMLShapeError. Any other output is reported as unknown.
import type { RunResult } from '../../host/host';
import { basename, join } from '../../host/paths';
import { plainLine } from '../../text/plainLine';

/** How long the compiler may take, in milliseconds. */
export const VALIDATE_LIMIT_MS = 10_000;

/** The most messages that are shown. The documentation shows one error for a spec; more are accepted. */
const MAX_MESSAGES = 20;

/** A message about a spec, as one plain line. Without a place it is about the whole file. */
export interface CompilerMessage {
  readonly severity: 'error' | 'info';
  readonly message: string;
  /** An absolute path with `/`, and a line from 1 as the compiler counts them; it need not exist. */
  readonly place?: { readonly path: string; readonly line: number };
}

/** The input of a run: the absolute path of the spec, and the working folder. */
export interface ValidateInput {
  readonly spec: string;
  readonly cwd: string;
}

/** The messages of the compiler; empty when it reported a valid spec. */
export function compilerMessages(result: RunResult, input: ValidateInput): readonly CompilerMessage[] {
  if (!result.ok) return [noAnswer(result)];
  const errors = linesOf(result.stderr).flatMap(line => errorIn(line, input) ?? []);
  if (result.code === 0 && errors.length === 0 && isReportedValid(result.stdout, input)) return [];
  if (result.code === 1 && errors.length > 0) return errors.slice(0, MAX_MESSAGES);
  return [unexpectedOutput(result)];
}

/** The message when the tool was not found. `tried` lists the attempts, for people. */
export function toolNotFound(tried: readonly string[]): CompilerMessage {
  const list = plainLine(tried.join('; '));
  return info(
    `The setting \`kynml.validate.onSave\` requires the \`kynml\` tool, which was not found. Tried: ${list}. Install it with \`pip install kynml\`, or set its path in \`kynml.command\`.`,
  );
}

const info = (message: string): CompilerMessage => ({ severity: 'info', message });

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => plainLine(line))
    .filter(line => line !== '');

function noAnswer({ reason, detail }: Extract<RunResult, { ok: false }>): CompilerMessage {
  const unknown = 'so it is not known whether this spec is valid';
  switch (reason) {
    case 'not-started':
      return info(
        `\`kynml validate\` could not be started: ${detail}. Set the path of the program in \`kynml.command\`.`,
      );
    case 'timeout':
      return info(
        `\`kynml validate\` did not finish within ${VALIDATE_LIMIT_MS / 1000} s and was stopped, ${unknown}. Run it in a terminal to see the cause, or turn off \`kynml.validate.onSave\`.`,
      );
    default:
      return {
        severity: 'error',
        message: `\`kynml validate\` was stopped by the system (${detail || reason}), ${unknown}. Run it in a terminal to see the cause.`,
      };
  }
}

const VALID = 'Valid KynML program: ';

// The tool may print another form of the path, but the file name stays the same.
const isReportedValid = (stdout: string, { spec }: ValidateInput): boolean =>
  linesOf(stdout).some(
    line =>
      line.startsWith(VALID) && basename(slashed(line.slice(VALID.length))) === plainLine(basename(slashed(spec))),
  );

const slashed = (path: string): string => path.replaceAll('\\', '/');

function errorIn(line: string, { spec, cwd }: ValidateInput): CompilerMessage | undefined {
  const text = /^KynML[A-Za-z]*Error: *(.*)$/.exec(line)?.[1];
  if (text === undefined) return undefined;
  // The given path is tried first, because it may itself contain text that looks like a line number.
  const afterSpec = slashed(text).startsWith(slashed(spec)) ? text.slice(spec.length) : '';
  const [, at, message = ''] = /^:(\d+): *(.*)$/.exec(afterSpec) ?? [];
  if (at !== undefined) return placed(spec, at, message || line);
  const [, file, number, rest = ''] = /^(.+?\.kyn|.+?):(\d+): *(.*)$/.exec(text) ?? [];
  if (file !== undefined && number !== undefined) return placed(join(cwd, file), number, rest || line);
  return { severity: 'error', message: text || line };
}

const placed = (path: string, line: string, message: string): CompilerMessage => ({
  severity: 'error',
  message,
  // LSP cannot represent larger numbers, and an invalid range would lose all findings of the file.
  place: { path, line: Math.min(Number(line), 2 ** 31 - 1) },
});

function unexpectedOutput({ code, stdout, stderr }: Extract<RunResult, { ok: true }>): CompilerMessage {
  const line = firstLine(linesOf(stderr)) ?? firstLine(linesOf(stdout));
  const output = line === undefined ? 'no output.' : `the output: ${line}`;
  return {
    severity: 'error',
    message: `The output of \`kynml validate\` was not recognized, so it is not known whether this spec is valid. It ended with exit code ${code} and ${output}`,
  };
}

// The last line of a Python traceback contains the error.
const firstLine = (lines: readonly string[]): string | undefined =>
  lines[0]?.startsWith('Traceback (') ? lines.at(-1) : lines[0];
