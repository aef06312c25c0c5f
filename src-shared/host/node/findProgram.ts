// Finds programs on PATH. Without this, the system might start a program from the working folder.
import { accessSync, constants, promises, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { dirname, isInside } from '../paths';
import { withSlashes } from '../slashes';
import { realPath } from './readFile';

/** Where programs are searched: `path` is the text of PATH. */
export interface ProgramPlaces {
  readonly path: string;
  readonly platform: NodeJS.Platform;
}

/** The same; programs inside the `excluded` folders are not used. The root folder contains all programs, so it excludes none. */
export interface ProgramSearch extends ProgramPlaces {
  readonly excluded?: readonly string[];
}

/** The absolute folders of PATH. A relative entry could select a program inside the open folder, so it is ignored. */
export function programFolders({ path, platform }: ProgramPlaces): string[] {
  if (platform !== 'win32') return path.split(':').filter(posix.isAbsolute);
  return path
    .split(';')
    .map(folder => folder.replace(/^"(.*)"$/, '$1'))
    .filter(win32.isAbsolute);
}

/** Absolute paths at which the first of `names` could be, in the order of PATH. */
export function programPaths(names: readonly string[], places: ProgramPlaces): string[] {
  const isWindows = places.platform === 'win32';
  const { join } = isWindows ? win32 : posix;
  return programFolders(places).flatMap(folder =>
    names.map(name => join(folder, isWindows ? executableName(name) : name)),
  );
}

// Only executables: a .cmd file would be run by a shell, which interprets arguments.
const executableName = (name: string): string => (/\.(exe|com)$/i.test(name) ? name : `${name}.exe`);

/** The absolute path of a program, or undefined if there is none outside of the excluded folders. */
export function findProgram(name: string, search: ProgramSearch): string | undefined {
  const excluded = (search.excluded ?? [])
    .flatMap(folder => [folder, realPath(folder) ?? folder])
    .filter(folder => dirname(folder) !== folder);
  const isExcluded = (file: string): boolean =>
    [withSlashes(file), realPath(file) ?? ''].some(p => excluded.some(folder => isInside(folder, p)));
  return programPaths([name], search).find(file => isProgram(file) && !isExcluded(file));
}

/** Where the programs of this process are searched. */
export const systemPlaces = (): ProgramPlaces => ({ path: process.env.PATH ?? '', platform: process.platform });

/** Whether a path is a file that this user may execute. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The same without blocking this process: a folder of PATH may be on a slow network. */
export async function isProgramAsync(file: string): Promise<boolean> {
  try {
    await promises.access(file, constants.X_OK);
    return (await promises.stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Whether a file is inside a folder, as written or after following links. The root folder contains all programs, so it counts as none. */
export async function isInsideAsync(folder: string, file: string): Promise<boolean> {
  const both = async (path: string) => [path, await promises.realpath(path).catch(() => path)].map(withSlashes);
  const [folders, files] = await Promise.all([both(folder), both(file)]);
  return folders.some(f => dirname(f) !== f && files.some(path => isInside(f, path)));
}
