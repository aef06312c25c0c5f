// The Python interpreter of this terminal: that of the active virtual environment, otherwise the first one on PATH.
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** The interpreter, or undefined where none is found. Relative folders in PATH are skipped: the working folder may contain any program. */
export function findPython(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isProgram: (file: string) => boolean = isExecutable,
): string | undefined {
  const windows = platform === 'win32';
  const path = windows ? win32 : posix;
  const active = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  const inEnvironment = active === undefined ? [] : [windows ? `${active}/Scripts/python.exe` : `${active}/bin/python`];
  const folders = (env.PATH ?? '').split(windows ? ';' : ':').filter(folder => path.isAbsolute(folder));
  const names = windows ? ['python.exe'] : ['python3', 'python'];
  return [...inEnvironment, ...folders.flatMap(folder => names.map(name => path.join(folder, name)))].find(isProgram);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
