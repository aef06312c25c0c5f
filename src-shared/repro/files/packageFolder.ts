// The folder that `kyn evidence` writes about a run. It contains copies of a run, its spec and its lock, so a search that entered it would list the run
// twice, and would call a run current because of the copy of its spec. Its index is read too: the names alone would hide any folder.
import type { FolderEntry, Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import { numberText } from '../../text/numberText';

/** The files that each package has. */
export const PACKAGE_FILES = {
  checksums: 'SHA256SUMS',
  index: 'evidence.json',
  metadata: 'ro-crate-metadata.json',
} as const;

const NAMES: readonly string[] = Object.values(PACKAGE_FILES);

/** The format of a package, as its index states it. */
export const PACKAGE_FORMAT = 'kyn-evidence';

/** Whether a folder with these entries is a package. */
export const isPackage = (host: Pick<Host, 'readPart'>, folder: string, entries: readonly FolderEntry[]): boolean =>
  isPackageWith(host, folder, name => entries.some(entry => entry.name === name && entry.kind === 'file'));

/** Whether a folder is a package. `hasFile`: whether a file is in it. */
export const isPackageWith = (
  host: Pick<Host, 'readPart'>,
  folder: string,
  hasFile: (name: string) => boolean,
): boolean => NAMES.every(hasFile) && hasIndex(host, folder);

// The format is near the beginning of the index, whose keys are sorted.
const HEAD = 1024;
const FORMAT = new RegExp(`"format"\\s*:\\s*"${PACKAGE_FORMAT}"`);

function hasIndex(host: Pick<Host, 'readPart'>, folder: string): boolean {
  const read = host.readPart(join(folder, PACKAGE_FILES.index), 0, HEAD);
  return read.ok && FORMAT.test(String.fromCharCode(...read.bytes));
}

/** How many packages a search left out, as a sentence; none for 0. */
export const packagesText = (count: number): string[] =>
  count === 0
    ? []
    : [
        count === 1
          ? '1 package of evidence was not searched.'
          : `${numberText(count)} packages of evidence were not searched.`,
      ];

/** Whether a path below a folder is a package or in one. The folder itself does not count. */
export function isInPackage(host: Pick<Host, 'stat' | 'readPart'>, top: string, path: string): boolean {
  for (let at = path; at !== top && isInside(top, at); at = dirname(at))
    if (isPackageWith(host, at, name => host.stat(join(at, name))?.kind === 'file')) return true;
  return false;
}
