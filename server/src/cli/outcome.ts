// Outcomes that several commands and the front door share.
import type { Outcome } from './command';
import { EXIT_OK, EXIT_USAGE, type ExitCode } from './exitCode';
import { oneLine } from './print/oneLine';

/** Output and nothing else. */
export const success = (stdout: string): Outcome => ({ code: EXIT_OK, stdout, stderr: '' });

/** Output with a code and messages, each a line of standard error. */
export const outcome = (code: ExitCode, stdout: string, messages: readonly string[] = []): Outcome => ({
  code,
  stdout,
  stderr: messages.map(m => `kyn: ${oneLine(m)}\n`).join(''),
});

/** Wrong usage, or something that cannot be used at all. */
export const usageError = (...messages: readonly string[]): Outcome => outcome(EXIT_USAGE, '', messages);
