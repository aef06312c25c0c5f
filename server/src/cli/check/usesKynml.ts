// Whether the files around a check show that KynML is used here. Only then is a broken file reported because of its name.
import { FILE_CLASSES, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { CliEnvironment } from '../command';
import { findTargets } from '../search/findTargets';
import type { Target } from '../target';

/** Whether there is a spec or a lock among the files to check or in the working folder. Searches at most once. */
export type UsesKynml = () => Promise<boolean>;

/** The answer for the files of a check. */
export function usesKynml(environment: CliEnvironment, targets: readonly Target[]): UsesKynml {
  const isSpec = ({ path }: Target): boolean => path !== undefined && isSpecPath(path);
  const haveSign = async (files: readonly Target[]): Promise<boolean> => {
    if (files.some(isSpec)) return true;
    // The code for artifacts is loaded only when there are files other than specs.
    const { isLockFile } = await import('../../../../src-shared/repro/files/isLockFile');
    return files.some(({ path }) => path !== undefined && isLockFile(environment.host, path));
  };
  const search = async (): Promise<boolean> =>
    (await haveSign(targets)) || haveSign((await findTargets({ ...environment, files: ['.'] }, FILE_CLASSES)).targets);
  let answer: Promise<boolean> | undefined;
  return () => {
    answer ??= search();
    return answer;
  };
}
