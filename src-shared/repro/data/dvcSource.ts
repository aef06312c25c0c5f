// The file with which DVC tracks data: `<path>.dvc` of the data itself or of a folder that contains it. Its content is not read.
import { dirname } from '../../host/paths';

/** Which paths may be searched, and whether one is a file. */
export interface DvcSearch {
  readonly mayRead: (path: string) => boolean;
  readonly isFile: (path: string) => boolean;
}

/** The DVC file of a path, absolute; undefined where there is none. */
export function dvcFile(path: string, { mayRead, isFile }: DvcSearch): string | undefined {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    const file = `${at}.dvc`;
    if (!mayRead(file)) return undefined;
    if (isFile(file)) return file;
  }
  return undefined;
}
