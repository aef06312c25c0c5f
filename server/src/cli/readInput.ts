// A file named on the command line, or standard input for `-`.
import { decodeText, readText, reasonText, type TextFailure, type TextResult } from '../../../src-shared/host/readText';
import { absolutePath, displayPath } from './cliPaths';
import type { CliEnvironment } from './command';

/** A named file. `path` is undefined for standard input. */
export interface Input {
  readonly label: string;
  readonly path: string | undefined;
  readonly content: TextResult;
}

/** Reads a named file as UTF-8; `read` replaces how it is read. */
export async function readInput({ host, io }: CliEnvironment, given: string, read = readText): Promise<Input> {
  if (given === '-') return { label: '-', path: undefined, content: await readStdin({ host, io }) };
  const path = absolutePath({ host, io }, given);
  return { label: displayPath(given), path, content: read(host, path) };
}

async function readStdin({ host, io }: Pick<CliEnvironment, 'host' | 'io'>): Promise<TextResult> {
  const read = await io.stdin();
  if (!read.ok) return read;
  return decodeText(host, read.bytes);
}

/** The name of a file in a message. */
export const displayName = (label: string): string => (label === '-' ? 'standard input' : label);

/** Why a file cannot be used, as a sentence. */
export const unreadableMessage = (label: string, reason: TextFailure): string =>
  label !== '-' && reason === 'missing'
    ? `${label} does not exist.`
    : `${displayName(label)} cannot be read: ${reasonText(reason)}.`;
