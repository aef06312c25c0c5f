// Which data files git tracks. Read-only, and only where a shell lets git run.
import type { Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';

/** CSV files, and the files in which DVC notes what it tracks, of the repository that a folder is in. */
export interface TrackedData {
  readonly folder: string;
  /** Absolute paths in lower case: a disk that does not tell cases apart finds files under other names than git lists. */
  readonly paths: ReadonlySet<string>;
}

/** Asks git; undefined where the folder is in no work tree or git cannot be read. */
export async function trackedData(host: Host, folder: string): Promise<TrackedData | undefined> {
  const listed = await host.git(folder, [
    'ls-files',
    '-z',
    '--',
    ':(top,icase)*.csv',
    ':(top)*.dvc',
    ':(top)*dvc.lock',
  ]);
  const text = listed && host.decodeUtf8(listed);
  if (text === undefined) return undefined;
  const names = text.split('\0').filter(Boolean);
  return { folder, paths: new Set(names.map(name => key(join(folder, name)))) };
}

const key = (path: string): string => path.normalize('NFC').toLowerCase();

/** Whether a file is tracked by git, or by DVC through a file that git tracks; undefined where it cannot be told. */
export function isTracked({ folder, paths }: TrackedData, path: string, host: Host): boolean | undefined {
  if (paths.has(key(path))) return true;
  // Only these were asked for.
  if (!/\.csv$/i.test(path)) return undefined;
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    if (paths.has(key(`${at}.dvc`))) return true;
    // A pipeline of DVC may write the file, and a repository in the repository has a list of its own.
    if (paths.has(key(join(dirname(at), 'dvc.lock')))) return undefined;
    if (isInside(folder, dirname(at)) && dirname(at) !== folder && host.stat(join(dirname(at), '.git')))
      return undefined;
  }
  return isInside(folder, path) ? false : undefined;
}
