// All files of a package: the parts, the files that describe them, and the checksums of all of these.
import { CHECKSUMS, checksumsText } from './checksums';
import type { Evidence } from './evidence';
import { INDEX, indexText } from './packageIndex';
import { README, readmeText } from './readme';
import { METADATA, roCrateText } from './roCrate';

/** A file by its path in the package; a text is written as UTF-8. */
export type PackageFiles = ReadonlyMap<string, string | Uint8Array>;

/** The files of a package. The same evidence gives the same bytes. `summary`: how many steps have each state. */
export function packageFiles(
  evidence: Evidence,
  summary: string,
  sha256: (content: string | Uint8Array) => string,
): PackageFiles {
  const files: [string, string | Uint8Array][] = [
    ...evidence.parts.map(({ path, content }): [string, string | Uint8Array] => [path, content]),
    [INDEX, indexText(evidence)],
    [METADATA, roCrateText(evidence, sha256)],
    [README, readmeText(evidence, summary)],
  ];
  const sums = files.map(([path, content]) => ({ path, hash: sha256(content) }));
  files.push([CHECKSUMS, checksumsText(sums)]);
  return new Map(files);
}
