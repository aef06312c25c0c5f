// Which data files git tracks. Read-only, and only where the host can run git.
import { workTreeFailure } from '../../host/gitOutput';
import type { Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';

/** The CSV files and the DVC files of the repository that contains a folder. */
export interface TrackedData {
  readonly folder: string;
  /** Absolute paths in lower case, because a case-insensitive disk may use other names than git lists. */
  readonly paths: ReadonlySet<string>;
}

/** Runs git; undefined where the folder is not in a work tree, or git did not answer properly. */
export async function trackedData(host: Host, folder: string): Promise<TrackedData | undefined> {
  const listed = await host.git(folder, [
    'ls-files',
    '-z',
    '--',
    ':(top,icase)*.csv',
    ':(top)*.dvc',
    ':(top)*dvc.lock',
  ]);
  const text = listed.ok ? host.decodeUtf8(listed.stdout) : undefined;
  const names = text?.split('\0').filter(Boolean);
  // A program that is not git must not make a file count as untracked.
  if (!names?.every(isListed) || (names.length === 0 && (await workTreeFailure(host, folder)))) return undefined;
  return { folder, paths: new Set(names.map(name => key(join(folder, name)))) };
}

const isListed = (name: string): boolean => /\.(?:csv|dvc)$|dvc\.lock$/i.test(name);

const key = (path: string): string => path.normalize('NFC').toLowerCase();

/** Whether a file is tracked by git, or by DVC through a file that git tracks; undefined where that is unknown. */
export function isTracked({ folder, paths }: TrackedData, path: string, host: Host): boolean | undefined {
  if (paths.has(key(path))) return true;
  // Only CSV files were listed.
  if (!/\.csv$/i.test(path)) return undefined;
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    if (paths.has(key(`${at}.dvc`))) return true;
    // A DVC pipeline may write the file, and a nested repository has its own list.
    if (paths.has(key(join(dirname(at), 'dvc.lock')))) return undefined;
    if (isInside(folder, dirname(at)) && dirname(at) !== folder && host.stat(join(dirname(at), '.git')))
      return undefined;
  }
  return isInside(folder, path) ? false : undefined;
}
