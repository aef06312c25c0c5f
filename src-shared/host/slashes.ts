// Separators of paths. The core writes `/` between the parts of a path on every system.

const { process } = globalThis as { readonly process?: { readonly platform?: string } };

/** Whether the program runs in a browser. */
export const isBrowser = process?.platform === undefined;

/** Whether the program runs on Windows, where `\` separates the parts of a path. */
export const isWindows = process?.platform === 'win32';

/** A path that may be from another system, with `/` for both kinds of slashes. */
export const slashed = (path: string): string => path.replaceAll('\\', '/');

/** A path of this system with `/` between its parts. */
export const withSlashes = (path: string): string => (isWindows ? slashed(path) : path);
