// The interpreter that a person in this terminal means: that of the active virtual environment, else the first Python on PATH.
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** Finds it; undefined where there is none. A relative folder in PATH would find programs in whatever folder one stands, so it is passed over. */
export function findPython(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isProgram: (file: string) => boolean = canRun,
): string | undefined {
  const windows = platform === 'win32';
  const path = windows ? win32 : posix;
  const own = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  const inside = own === undefined ? [] : [windows ? `${own}/Scripts/python.exe` : `${own}/bin/python`];
  const folders = (env.PATH ?? '').split(windows ? ';' : ':').filter(folder => path.isAbsolute(folder));
  const names = windows ? ['python.exe'] : ['python3', 'python'];
  return [...inside, ...folders.flatMap(folder => names.map(name => path.join(folder, name)))].find(isProgram);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
