// Reads a target: a file, or standard input.
import { join } from '../../../src-shared/host/paths';
import { decodeText, readText, reasonText, type TextFailure, type TextResult } from '../../../src-shared/host/readText';
import { displayPath } from './cliPaths';
import type { CliEnvironment } from './command';
import { type Target, targetOf } from './target';

/** A target with its text. */
export interface Input extends Target {
  readonly content: TextResult;
}

/** Reads a named file as UTF-8; `read` replaces how it is read. */
export const readInput = (environment: CliEnvironment, given: string, read = readText): Promise<Input> =>
  readTarget(environment, targetOf(environment, given), read);

/** Reads a target as UTF-8; `read` replaces how a file is read. */
export async function readTarget(environment: CliEnvironment, target: Target, read = readText): Promise<Input> {
  const { path, isStdin } = target;
  const content = isStdin || path === undefined ? await readStdin(environment) : read(environment.host, path);
  return { ...target, content };
}

async function readStdin({ host, io }: Pick<CliEnvironment, 'host' | 'io'>): Promise<TextResult> {
  const read = await io.stdin();
  if (!read.ok) return read;
  return decodeText(host, read.bytes);
}

/** The name of a file in a message. */
export const displayName = (label: string): string => (label === '-' ? 'standard input' : label);

/** The given files and folders in a sentence; none is the working folder. A sentence that ends with `..` would name the parent folder. */
export const placesText = (given: readonly string[]): string =>
  given.length === 0
    ? placesText(['.'])
    : given.map(name => (/^\.[\\/]*$/.test(name) ? 'the working folder' : displayName(displayPath(name)))).join(', ');

/** Why a file cannot be used, as a sentence. */
export function unreadableMessage(label: string, reason: TextFailure): string {
  if (label === '-' || reason !== 'missing') return `${displayName(label)} cannot be read: ${reasonText(reason)}.`;
  return label.includes(REPLACEMENT)
    ? `${label} was not found. If other files have names that look the same, name their folder instead.`
    : `${label} does not exist.`;
}

// What the trainings of KynML write into a folder.
const RUN_FILES = ['run_manifest.json', 'sweep_results.json'];

/** The same for a file with a run. Of a folder, where other commands accept one, the file in it is named. */
export function unreadableRun(
  { host }: Pick<CliEnvironment, 'host'>,
  { label, path }: Target,
  reason: TextFailure,
): string {
  const message = unreadableMessage(label, reason);
  if (reason !== 'folder' || path === undefined) return message;
  const file = RUN_FILES.find(name => host.stat(join(path, name))?.kind === 'file');
  return file === undefined ? message : `${message} Name the file in it: ${join(label, file)}.`;
}

// The system's functions put it in place of bytes that are not UTF-8.
const REPLACEMENT = '\ufffd';
