// A file or folder that a command was given, or a file that was found in a given folder.
import type { Host } from '../../../src-shared/host/host';
import { absolutePath, displayPath } from './cliPaths';
import type { CliEnvironment } from './command';

/** A file or folder with its name for output. `path` is absolute; for standard input it is that of the file which the text is of, if it was given. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
  readonly isStdin?: true;
}

/** Whether a target is a folder, possibly behind a link. */
export const isFolder = (host: Pick<Host, 'stat'>, target: Target): target is Target & { readonly path: string } =>
  target.path !== undefined && !target.isStdin && host.stat(target.path)?.kind === 'folder';

/** The target of a name as given; `-` is standard input. */
export function targetOf(environment: Pick<CliEnvironment, 'host' | 'io'>, given: string): Target {
  if (given !== '-') return named(environment, given);
  const { stdinFilename } = environment.io;
  return stdinFilename === undefined
    ? { label: '-', path: undefined, isStdin: true }
    : { ...named(environment, stdinFilename), isStdin: true };
}

const named = (environment: Pick<CliEnvironment, 'host' | 'io'>, given: string): Target => ({
  label: displayPath(given),
  path: absolutePath(environment, given),
});
