// The folder that `kyn evidence` writes about a run. It contains copies of a run, its spec and its lock, so a search that entered it would list the run
// twice, and would call a run current because of the copy of its spec.
import type { FolderEntry, Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';

/** The files that each package has. */
export const PACKAGE_FILES = {
  checksums: 'SHA256SUMS',
  index: 'evidence.json',
  metadata: 'ro-crate-metadata.json',
} as const;

const NAMES: readonly string[] = Object.values(PACKAGE_FILES);

/** Whether a folder with these entries is a package. */
export const isPackage = (entries: readonly FolderEntry[]): boolean =>
  NAMES.every(name => entries.some(entry => entry.name === name && entry.kind === 'file'));

/** Whether a path below a folder is a package or in one. The folder itself does not count. */
export function isInPackage(host: Pick<Host, 'stat'>, top: string, path: string): boolean {
  for (let at = path; at !== top && isInside(top, at); at = dirname(at))
    if (NAMES.every(name => host.stat(join(at, name))?.kind === 'file')) return true;
  return false;
}
