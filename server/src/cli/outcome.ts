// Outcomes that several commands share.

import { oneLine } from '../../../src-shared/text/oneLine';
import type { CommandUsage, Outcome } from './command';
import { EXIT_OK, EXIT_USAGE } from './exitCode';

/** Success with output on stdout. */
export const success = (stdout: string): Outcome => ({ code: EXIT_OK, stdout, stderr: '' });

/** Output with an exit code and messages, each a line on stderr. */
export const outcome = (code: number, stdout: string, messages: readonly string[] = []): Outcome => ({
  code,
  stdout,
  stderr: linesOf(messages),
});

const linesOf = (messages: readonly string[]): string => messages.map(m => `kyn: ${oneLine(m)}\n`).join('');

/** An outcome of whose messages `--quiet` keeps some: those about what is missing from its answer. */
export const keepingGaps = (done: Outcome, gaps: readonly string[]): Outcome =>
  gaps.length === 0 ? done : { ...done, gaps: linesOf(gaps) + (done.gaps ?? '') };

/** An outcome with sentences about what may be missing from its answer. They come first. */
export const withGaps = (done: Outcome, gaps: readonly string[]): Outcome =>
  keepingGaps({ ...done, stderr: linesOf(gaps) + done.stderr }, gaps);

/** The command cannot do its work, e.g. because a file cannot be read. A message is printed once. */
export const failure = (...messages: readonly string[]): Outcome => outcome(EXIT_USAGE, '', [...new Set(messages)]);

/** Wrong usage of a command: what is wrong, and how the command is used. */
export const usageError = ({ name, usage }: CommandUsage, message: string): Outcome =>
  failure(message, `usage: kyn ${name} ${usage}`);
