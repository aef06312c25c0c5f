// Runs a script in an interpreter and reads what it prints. What the scripts query is left to their owners.
import type { Host, RunOptions, RunResult, StopSignal } from '../../host/host';
import { type JsonNode, parseJson } from '../../text/jsonText';
import { plainLine } from '../../text/plainLine';

/** The working folder of a program, and the signal that stops it. */
export interface ProgramContext {
  readonly folder: string;
  readonly signal?: StopSignal;
}

/** A script that prints one JSON value. */
export interface PythonQuery<T> {
  readonly script: string;
  /** Reads the printed value; undefined if it has another form. */
  readonly read: (answer: JsonNode) => T | undefined;
  /** Completes "The interpreter did not report ". */
  readonly subject: string;
  /** The oldest Python that runs the script. */
  readonly oldest: string;
}

/**
 * The first lines of a script that is given with `-c`, before its imports: modules are not searched in the working folder. For scripts that are not isolated,
 * because packages may be installed for the user or be named by PYTHONPATH. Python has loaded `os` before.
 */
export const WITHOUT_WORKING_FOLDER = `
import os, sys
sys.path = [p for p in sys.path if os.path.realpath(p) != os.path.realpath(".")]`;

const LIMIT_MS = 20_000;

/** What a script reports; a sentence if the interpreter cannot be run. It runs a program, so call it only on an action of the user in a trusted workspace. */
export async function runPython<T extends object>(
  host: Host,
  python: string,
  { script, read, subject, oldest }: PythonQuery<T>,
  context: ProgramContext,
): Promise<T | string> {
  // Isolated, so that no file in the folder replaces a module of Python.
  const result = await host.run([python, '-I', '-c', script], runOptions(context, LIMIT_MS));
  if (!result.ok) return `The interpreter ${python} could not be run: ${notRunText(result)}.`;
  const answer = result.code === 0 ? parseJson(result.stdout.trim()).value : undefined;
  const value = answer && read(answer);
  if (value) return value;
  const lastLine = plainLine(result.stderr.trim().split('\n').at(-1) ?? '', 200);
  return `The interpreter ${python} did not report ${subject} (exit code ${result.code}${lastLine === '' ? '' : `: ${lastLine}`}). It must be Python ${oldest} or newer.`;
}

/** The options of a program in its context. */
export const runOptions = ({ folder, signal }: ProgramContext, timeoutMs: number): RunOptions => ({
  cwd: folder,
  timeoutMs,
  ...(signal && { signal }),
});

const REASONS = {
  'not-started': 'it did not start',
  timeout: 'it did not finish in time',
  aborted: 'it was cancelled',
  killed: 'the system stopped it',
} as const;

/** Why a program did not end normally; completes "could not be run: ". */
export const notRunText = ({ detail, reason }: Extract<RunResult, { ok: false }>): string => detail || REASONS[reason];
