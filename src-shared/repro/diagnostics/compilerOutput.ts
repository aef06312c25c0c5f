// What the official compiler says of a spec: the outcome of `kynml validate PATH` -> remarks. Runs nothing.
// Source: the KynML page on the command line. Exit 0 and `Valid KynML program: <PATH>` on stdout, or exit 1 and `KynMLError: <file>:<line>: <message>`
// on stderr; the classes of errors are KynMLError, KynMLParseError, KynMLSemanticError and KynMLShapeError. Anything else is not taken for an answer.
import type { RunResult } from '../../host/host';
import { basename, join } from '../../host/paths';
import { plainLine } from '../../text/plainLine';

/** How long the compiler may take, in milliseconds. */
export const VALIDATE_LIMIT_MS = 10_000;

/** Remarks that are shown at the most; the compiler stops at the first error as far as is known. */
const MAX_REMARKS = 20;

/** Something that was said about a spec. The message is one plain line; without a place it concerns the whole file. */
export interface CompilerMessage {
  readonly severity: 'error' | 'info';
  readonly message: string;
  /** An absolute path with `/`, and a line from 1 as the compiler counts them; it need not exist. */
  readonly place?: { readonly path: string; readonly line: number };
}

/** What was asked: the spec by its absolute path, in which folder. */
export interface Asked {
  readonly spec: string;
  readonly cwd: string;
}

/** What the compiler said; nothing when it called the spec valid. */
export function compilerMessages(result: RunResult, asked: Asked): readonly CompilerMessage[] {
  if (!result.ok) return [noAnswer(result)];
  const errors = linesOf(result.stderr).flatMap(line => errorIn(line, asked) ?? []);
  if (result.code === 0 && errors.length === 0 && isCalledValid(result.stdout, asked)) return [];
  if (result.code === 1 && errors.length > 0) return errors.slice(0, MAX_REMARKS);
  return [notUnderstood(result)];
}

/** The remark where no program was found. `tried` are words for people. */
export function toolNotFound(tried: readonly string[]): CompilerMessage {
  const list = plainLine(tried.join('; '));
  return info(
    `The setting kynml.validate.onSave needs the kynml tool, which was not found. Tried: ${list}. Install it with "pip install kynml", or name it in the setting kynml.command.`,
  );
}

const info = (message: string): CompilerMessage => ({ severity: 'info', message });

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => plainLine(line))
    .filter(line => line !== '');

function noAnswer({ reason, detail }: Extract<RunResult, { ok: false }>): CompilerMessage {
  const unknown = 'so its word on this text is not known';
  switch (reason) {
    case 'not-started':
      return info(`kynml validate could not be started: ${detail}. Name the program in the setting kynml.command.`);
    case 'timeout':
      return info(
        `kynml validate did not answer within ${VALIDATE_LIMIT_MS / 1000} s and was ended, ${unknown}. Run it in a terminal to see what it waits for, or turn the setting kynml.validate.onSave off.`,
      );
    default:
      return {
        severity: 'error',
        message: `kynml validate was ended by the system (${detail || reason}), ${unknown}. Run it in a terminal to see why.`,
      };
  }
}

const VALID = 'Valid KynML program: ';

// The path may be spelled in another way than it was asked for, but the name of the file stays.
const isCalledValid = (stdout: string, { spec }: Asked): boolean =>
  linesOf(stdout).some(
    line =>
      line.startsWith(VALID) && basename(slashed(line.slice(VALID.length))) === plainLine(basename(slashed(spec))),
  );

const slashed = (path: string): string => path.replaceAll('\\', '/');

function errorIn(line: string, { spec, cwd }: Asked): CompilerMessage | undefined {
  const text = /^KynML[A-Za-z]*Error: *(.*)$/.exec(line)?.[1];
  if (text === undefined) return undefined;
  // The path that was asked for comes first, because it may itself hold what looks like a line.
  const afterOwn = slashed(text).startsWith(slashed(spec)) ? text.slice(spec.length) : '';
  const [, at, message = ''] = /^:(\d+): *(.*)$/.exec(afterOwn) ?? [];
  if (at !== undefined) return placed(spec, at, message || line);
  const [, file, number, rest = ''] = /^(.+?\.kyn|.+?):(\d+): *(.*)$/.exec(text) ?? [];
  if (file !== undefined && number !== undefined) return placed(join(cwd, file), number, rest || line);
  return { severity: 'error', message: text || line };
}

const placed = (path: string, line: string, message: string): CompilerMessage => ({
  severity: 'error',
  message,
  // More lines than LSP can count are cut: a place that cannot be sent would cost all findings of the file.
  place: { path, line: Math.min(Number(line), 2 ** 31 - 1) },
});

function notUnderstood({ code, stdout, stderr }: Extract<RunResult, { ok: true }>): CompilerMessage {
  const said = firstLine(linesOf(stderr)) ?? firstLine(linesOf(stdout));
  const words = said === undefined ? 'said nothing' : `said: ${said}`;
  return {
    severity: 'error',
    message: `kynml validate gave an answer that was not understood, so its word on this text is not known. It ended with exit code ${code} and ${words}`,
  };
}

// Of a Python traceback the last line says what went wrong; the first says only that it is one.
const firstLine = (lines: readonly string[]): string | undefined =>
  lines[0]?.startsWith('Traceback (') ? lines.at(-1) : lines[0];
