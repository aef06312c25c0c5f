// Reading one run: what its manifest claims and when it was written. Finding the files of runs is left to the callers.
import { fileFormatOf } from '../artifacts/detect';
import type { Claims, Kind } from '../artifacts/kind';
import { readArtifact } from '../artifacts/read';
import type { Host } from '../host/host';
import { readArtifactText } from '../repro/files/readArtifactText';

/** Larger JSON files are not read: a run manifest never reaches this size. */
const MAX_RUN_BYTES = 1024 * 1024;

/** A run on disk. `modified`: when its file was written, in milliseconds since 1970. */
export interface Run {
  readonly kind: Kind;
  readonly claims: Claims;
  readonly modified: number;
}

/** The run in a file; undefined when the file does not contain a run or cannot be read. */
export function readRun(host: Host, path: string): Run | undefined {
  // Only the head of a session log is read, so its size does not matter.
  const isReadable = fileFormatOf(path).head !== undefined || (host.stat(path)?.size ?? 0) <= MAX_RUN_BYTES;
  const read = isReadable ? readArtifactText(host, path) : undefined;
  const artifact = read?.ok ? readArtifact(path, read.text) : undefined;
  const modified = host.stat(path)?.modified;
  return artifact?.kind.isRun && modified !== undefined
    ? { kind: artifact.kind, claims: artifact.claims, modified }
    : undefined;
}
