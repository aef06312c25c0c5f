// The log of the client: the output channel, behind the place that makes text fit for people. Errors quote names and contents of files.
import type * as vscode from 'vscode';
import { manyLines } from '../../../src-shared/text/oneLine';

/** Writes lines with a level. */
export interface Log {
  info(...parts: readonly string[]): void;
  warn(...parts: readonly string[]): void;
  error(...parts: readonly string[]): void;
  show(): void;
}

/** A log that writes to an output channel. */
export const logTo = (channel: vscode.LogOutputChannel): Log => ({
  info: (...parts) => channel.info(manyLines(parts.join(' '))),
  warn: (...parts) => channel.warn(manyLines(parts.join(' '))),
  error: (...parts) => channel.error(manyLines(parts.join(' '))),
  show: () => channel.show(),
});

/** The log, and the channel behind it for what the client library writes. */
export interface Logs {
  readonly channel: vscode.LogOutputChannel;
  readonly log: Log;
}
