// Reads a package: which files it has, and their hashes.
import type { FoundFiles } from '../../../../src-shared/evidence/checkPackage';
import { CHECKSUMS, type Checksum, readChecksums } from '../../../../src-shared/evidence/checksums';
import { INDEX, type PackageIndex, readIndex } from '../../../../src-shared/evidence/packageIndex';
import { textFault } from '../../../../src-shared/evidence/textFault';
import type { Host } from '../../../../src-shared/host/host';
import { reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { folderStore } from './packageStore';
import { zipStore } from './zipStore';

/** A package. `text`: that of one of its files. */
export interface ReadPackage {
  readonly sums: readonly Checksum[];
  readonly index: PackageIndex;
  readonly files: FoundFiles;
  readonly text: (path: string) => TextResult;
}

/** Reads a package, or returns a sentence that states why it is not one. `label`: the folder or archive for people. */
export async function readPackage(host: Host, path: string, label: string): Promise<ReadPackage | string> {
  const isArchive = host.stat(path)?.kind === 'file';
  const store = (isArchive ? zipStore : folderStore)(host, path, label);
  if (typeof store === 'string') return store;
  const { files, others, hash } = store;
  if (!files.includes(CHECKSUMS)) return noPackageText(label, files, isArchive);
  const read = store.text(CHECKSUMS);
  const sums = read.ok ? sumsIn(read.text) : `${CHECKSUMS} cannot be read: ${reasonText(read.reason)}.`;
  if (typeof sums === 'string') return `${label} cannot be checked. ${sums}`;
  // Only a file that is hashed is read, so nothing outside of the package is.
  const text = (name: string): TextResult =>
    files.includes(name) ? store.text(name) : { ok: false, reason: 'missing' };
  const indexed = text(INDEX);
  const index = indexed.ok ? readIndex(indexed.text) : undefined;
  const fault = indexed.ok && !index ? textFault(indexed.text) : undefined;
  if (fault !== undefined) return `${label} cannot be checked. ${INDEX} ${fault}.`;
  if (!index) return `${label} cannot be checked: it has no ${INDEX} that this version of kyn reads.`;
  const hashes = new Map<string, string | undefined>();
  // Of a file without a checksum only the name counts, and it may be very large.
  const listed = new Set(sums.map(sum => sum.path));
  for (const name of files) hashes.set(name, listed.has(name) ? await hash(name) : undefined);
  return { sums, index, files: { hashes, others }, text };
}

// Programs that pack a folder often put it into the archive, and the package with it.
function noPackageText(label: string, files: readonly string[], isArchive: boolean): string {
  const text = `${label} is not a package: it has no file ${CHECKSUMS}.`;
  const inner = files.find(file => file.endsWith(`/${CHECKSUMS}`));
  if (inner === undefined) return text;
  const folder = inner.slice(0, inner.lastIndexOf('/'));
  return `${text} Its folder ${folder} has one${isArchive ? ': unpack the archive, and check that folder' : '. Check that folder'}.`;
}

function sumsIn(text: string): readonly Checksum[] | string {
  const sums = readChecksums(text);
  const fault = typeof sums === 'string' ? textFault(text) : undefined;
  return fault === undefined ? sums : `${CHECKSUMS} ${fault}.`;
}
