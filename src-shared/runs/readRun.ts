// Reading one run: what its manifest claims and when it was written. Finding the files of runs is left to the callers.
import type { Claims, Kind } from '../artifacts/kind';
import { type Artifact, readArtifact } from '../artifacts/read';
import type { Host } from '../host/host';
import { readArtifactText } from '../repro/files/readArtifactText';
import { keptManifestTime } from '../repro/history/keptManifests';
import { isRunName } from './isRunName';

const MIB = 1024 * 1024;

/** Larger JSON files are not read in a search, in MiB: one of any name, and one whose name promises runs, which may be the results of a sweep. */
const [MAX_OTHER, MAX_NAMED] = [1, 16];

/** A run on disk. `modified`: when its file was written, in milliseconds since 1970. */
export interface Run {
  readonly kind: Kind;
  readonly claims: Claims;
  readonly modified: number;
}

/** The largest file with a name that is read in a search for artifacts, in bytes. Only the head of a session log is read, so its size does not matter. */
export const searchLimit = (path: string): number => limitOf(path) * MIB;

const limitOf = (path: string): number => (isRunName(path) ? MAX_NAMED : MAX_OTHER);

/** Why a file is not read in a search although it may be an artifact, as the end of a sentence. */
export const tooLargeText = (path: string): string =>
  `it is larger than ${limitOf(path)} MiB, so it is not read in a search`;

/** The run in a file; undefined when the file does not contain a run or cannot be read. */
export function readRun(host: Host, path: string): Run | undefined {
  const read = readArtifactText(host, path, searchLimit(path));
  return read.ok ? runOf(host, path, readArtifact(path, read.text)) : undefined;
}

/** The run in a file whose content was read; undefined when it is not a run. */
export function runOf(host: Host, path: string, artifact: Artifact | undefined): Run | undefined {
  const modified = keptManifestTime(path) ?? host.stat(path)?.modified;
  const isRun = artifact?.kind.isRun === true && artifact.detectedBy !== 'name';
  return isRun && modified !== undefined ? { kind: artifact.kind, claims: artifact.claims, modified } : undefined;
}
