// The Python interpreter of this terminal: that of the active virtual environment, otherwise the first one on PATH.
import { isProgram, programPaths } from '../../../src-shared/host/node/findProgram';

/** The interpreter, or undefined where none is found. */
export function findPython(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isUsable: (file: string) => boolean = isProgram,
): string | undefined {
  const isWindows = platform === 'win32';
  const active = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  const inEnvironment =
    active === undefined ? [] : [isWindows ? `${active}/Scripts/python.exe` : `${active}/bin/python`];
  const names = isWindows ? ['python'] : ['python3', 'python'];
  return [...inEnvironment, ...programPaths(names, { path: env.PATH ?? '', platform })].find(isUsable);
}
