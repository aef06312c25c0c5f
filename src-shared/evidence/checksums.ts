// SHA256SUMS: the form that `sha256sum` prints and `sha256sum -c` reads.
import { PACKAGE_FILES } from '../repro/files/packageFolder';
import { byPath, isPackagePath } from './packagePath';

/** The file with the checksums, and those with its signature: by an SSH key, and by an OpenPGP key. None is in the list of checksums. */
export const CHECKSUMS = PACKAGE_FILES.checksums;
export const SIGNATURE = 'SHA256SUMS.sig';
export const OPENPGP_SIGNATURE = 'SHA256SUMS.asc';

/** A file with its SHA-256 as 64 lower-case hex digits. */
export interface Checksum {
  readonly path: string;
  readonly hash: string;
}

/** The text of SHA256SUMS, sorted by path. */
export const checksumsText = (sums: readonly Checksum[]): string =>
  [...sums]
    .sort(byPath)
    .map(({ path, hash }) => `${hash}  ${path}\n`)
    .join('');

/** The checksums of a text, or a sentence that states what is wrong with it: a line of another form, a path out of the package, or a repeated path. */
export function readChecksums(text: string): readonly Checksum[] | string {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0) return `${CHECKSUMS} is empty or has no end.`;
  const sums: Checksum[] = [];
  const seen = new Set<string>([CHECKSUMS, SIGNATURE, OPENPGP_SIGNATURE]);
  for (const [i, line] of lines.entries()) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/u.exec(line) ?? [];
    if (hash === undefined || path === undefined) return `Line ${i + 1} of ${CHECKSUMS} is not a checksum.`;
    if (!isPackagePath(path)) return `Line ${i + 1} of ${CHECKSUMS} names a path that no package has.`;
    if (seen.has(path)) return `Line ${i + 1} of ${CHECKSUMS} names a file twice, or a file that has no checksum.`;
    seen.add(path);
    sums.push({ path, hash });
  }
  return sums;
}
