// Reads the folder of a package: which files it has, and their hashes. Links are not followed.
import type { FoundFiles } from '../../../../src-shared/evidence/checkPackage';
import { CHECKSUMS, type Checksum, readChecksums } from '../../../../src-shared/evidence/checksums';
import { INDEX, type PackageIndex, readIndex } from '../../../../src-shared/evidence/packageIndex';
import type { Host } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { readText, reasonText } from '../../../../src-shared/host/readText';

/** A package. */
export interface ReadPackage {
  readonly sums: readonly Checksum[];
  readonly index: PackageIndex;
  readonly files: FoundFiles;
}

const MAX_FILES = 10_000;
const MAX_DEPTH = 50;

/** Reads a package, or returns a sentence that states why it is not one. `label`: the folder for people. */
export async function readPackage(host: Host, folder: string, label: string): Promise<ReadPackage | string> {
  const top = host.readFolder(folder);
  if (!top.ok) return `${label} cannot be read: ${reasonText(top.reason)}.`;
  if (!top.entries.some(e => e.name === CHECKSUMS && e.kind === 'file'))
    return `${label} is not a package: it has no file ${CHECKSUMS}.`;
  const read = readText(host, join(folder, CHECKSUMS));
  const sums = read.ok ? readChecksums(read.text) : `${CHECKSUMS} cannot be read: ${reasonText(read.reason)}.`;
  if (typeof sums === 'string') return `${label} cannot be checked. ${sums}`;
  const listed = list(host, folder);
  if (typeof listed === 'string') return `${label} cannot be checked: ${listed}.`;
  const indexed = listed.files.includes(INDEX) ? readText(host, join(folder, INDEX)) : undefined;
  const index = indexed?.ok ? readIndex(indexed.text) : undefined;
  if (!index) return `${label} cannot be checked: it has no ${INDEX} that this version of kyn reads.`;
  const hashes = new Map<string, string | undefined>();
  for (const path of listed.files) {
    const hashed = await host.hashFile(join(folder, path));
    hashes.set(path, hashed.ok ? hashed.hash : undefined);
  }
  return { sums, index, files: { hashes, others: listed.others } };
}

interface Listed {
  readonly files: string[];
  readonly others: string[];
}

// The paths in a folder, relative to it, or a clause that states why they are not all known.
function list(host: Host, folder: string): Listed | string {
  const found: Listed = { files: [], others: [] };
  const open = [{ path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const at = next;
    const read = host.readFolder(join(folder, at.path));
    if (!read.ok) return `${at.path} cannot be read (${reasonText(read.reason)})`;
    if (at.depth > MAX_DEPTH) return 'its folders are nested too deeply';
    for (const { name, kind } of read.entries) {
      const path = at.path === '' ? name : `${at.path}/${name}`;
      if (kind === 'folder') open.push({ path, depth: at.depth + 1 });
      else found[kind === 'file' ? 'files' : 'others'].push(path);
    }
    if (found.files.length + found.others.length + open.length > MAX_FILES)
      return `it has more than ${MAX_FILES} files`;
  }
  return found;
}
