// Paths as given on the command line and as shown: with `/` on every system.
import path from 'node:path';
import { relativeTo } from '../../../src-shared/host/paths';

const withSlashes = (given: string): string => (path.sep === '/' ? given : given.replaceAll(path.sep, '/'));

/** A given path in the form of the core: absolute, with `/`. */
export const absolutePath = (cwd: string, given: string): string => withSlashes(path.resolve(cwd, given));

/** A given path as it is shown. */
export const displayPath = (given: string): string => withSlashes(given);

/** A path that was found rather than given, as it is shown: relative to the working folder. */
export const relativePath = (cwd: string, absolutePath: string): string => relativeTo(cwd, absolutePath);
