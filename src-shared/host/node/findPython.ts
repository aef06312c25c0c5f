// The Python interpreter of a terminal: that of the active virtual environment, otherwise the first `python3` on PATH, otherwise `python`.
import { isProgram, programPaths } from './findProgram';

/** Paths at which the interpreter could be, best first. */
export function pythonPaths(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const isWindows = platform === 'win32';
  const active = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  const inEnvironment =
    active === undefined ? [] : [isWindows ? `${active}/Scripts/python.exe` : `${active}/bin/python`];
  const names = isWindows ? ['python'] : ['python3', 'python'];
  // `python` may still be Python 2, so it counts only where PATH has no `python3`.
  const onPath = names.flatMap(name => programPaths([name], { path: env.PATH ?? '', platform }));
  return [...inEnvironment, ...onPath];
}

/** The interpreter, or undefined where none is found. */
export const findPython = (
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isUsable: (file: string) => boolean = isProgram,
): string | undefined => pythonPaths(env, platform).find(isUsable);
