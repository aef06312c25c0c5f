// A file or folder that a command was given, or a file that was found in a given folder.
import type { Host } from '../../../src-shared/host/host';
import { absolutePath, displayPath } from './cliPaths';
import type { CliEnvironment } from './command';

/** A file or folder with its name for output. `path` is absolute, and undefined for standard input. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
}

/** Whether a target is a folder, possibly behind a link. */
export const isFolder = (host: Pick<Host, 'stat'>, target: Target): target is Target & { readonly path: string } =>
  target.path !== undefined && host.stat(target.path)?.kind === 'folder';

/** The target of a name as given; `-` is standard input. */
export const targetOf = (environment: Pick<CliEnvironment, 'host' | 'io'>, given: string): Target =>
  given === '-'
    ? { label: '-', path: undefined }
    : { label: displayPath(given), path: absolutePath(environment, given) };
