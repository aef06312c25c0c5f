// A file that a command reads: one that was named, or one that was found in a named folder.
import { absolutePath, displayPath } from './cliPaths';
import type { CliEnvironment } from './command';

/** A file with the name for output. `path` is absolute, and undefined for standard input. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
}

/** The target of a name as given; `-` is standard input. */
export const targetOf = (environment: Pick<CliEnvironment, 'host' | 'io'>, given: string): Target =>
  given === '-'
    ? { label: '-', path: undefined }
    : { label: displayPath(given), path: absolutePath(environment, given) };
