// Finds programs on PATH. Starts none.
import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

/** The absolute path of a program, from the first absolute folder of PATH that contains it. */
export const programOnPath = (name: string): string | undefined =>
  pathFolders()
    .flatMap(folder => extensions(name).map(extension => path.join(folder, name + extension)))
    .find(isProgram);

/** The absolute folders of PATH. A relative entry could select a program inside the open folder, so it is ignored. */
export const pathFolders = (): string[] =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => folder.replace(/^"(.*)"$/, '$1'))
    .filter(folder => path.isAbsolute(folder));

// On Windows, only real executables: a .cmd file runs in a shell, which interprets arguments.
const extensions = (name: string): readonly string[] =>
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
