// Paths as they are given and as they are shown: with `/` on every system.
import path from 'node:path';
import { relativeTo } from '../../../src-shared/host/paths';

const slashes = (given: string): string => (path.sep === '/' ? given : given.replaceAll(path.sep, '/'));

/** A given path as the core takes it: absolute, with `/`. */
export const absolutePath = (cwd: string, given: string): string => slashes(path.resolve(cwd, given));

/** A given path as it is shown. */
export const displayPath = (given: string): string => slashes(given);

/** A path that was found, not given, as it is shown. */
export const relativePath = (cwd: string, absolutePath: string): string => relativeTo(cwd, absolutePath);
