// Programs on PATH, for shells that start one by its whole path. Starts nothing.
import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

/** The first program of a name in the absolute folders of PATH. */
export const programOnPath = (name: string): string | undefined =>
  pathFolders()
    .flatMap(folder => endings(name).map(ending => path.join(folder, name + ending)))
    .find(isProgram);

/** The folders of PATH. A relative entry would find programs inside whatever folder is open, so only absolute ones count. */
export const pathFolders = (): string[] =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => folder.replace(/^"(.*)"$/, '$1'))
    .filter(folder => path.isAbsolute(folder));

// On Windows only real programs: a .cmd file would be run by a shell, which reads arguments as it likes.
const endings = (name: string): readonly string[] =>
  process.platform !== 'win32' || /\.(exe|com)$/i.test(name) ? [''] : ['.exe', '.com'];

/** Whether a file can be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
