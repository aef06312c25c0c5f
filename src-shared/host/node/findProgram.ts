// Finds programs on PATH. Without this, the system might start a program from the working folder.
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { isInside } from '../paths';
import { realPath, withSlashes } from './readFile';

/** Where programs are searched. `path` is the text of PATH; programs inside the `excluded` folders are not used. */
export interface ProgramSearch {
  readonly path: string;
  readonly platform: NodeJS.Platform;
  readonly excluded?: readonly string[];
}

/** Absolute paths at which the first of `names` could be, in the order of PATH. Relative folders are skipped. */
export function programPaths(names: readonly string[], { path, platform }: ProgramSearch): string[] {
  const windows = platform === 'win32';
  const system = windows ? win32 : posix;
  const folders = path.split(windows ? ';' : ':').filter(folder => system.isAbsolute(folder));
  return folders.flatMap(folder => names.map(name => system.join(folder, windows ? `${name}.exe` : name)));
}

/** The absolute path of a program, or undefined if there is none outside of the excluded folders. */
export function findProgram(name: string, search: ProgramSearch): string | undefined {
  const excluded = (search.excluded ?? []).flatMap(folder => [folder, realPath(folder) ?? folder]);
  const isExcluded = (file: string): boolean =>
    [withSlashes(file), realPath(file) ?? ''].some(p => excluded.some(folder => isInside(folder, p)));
  return programPaths([name], search).find(file => isProgram(file) && !isExcluded(file));
}

/** Whether a path is a file that this user may execute. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
