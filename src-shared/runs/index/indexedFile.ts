// A file that was read -> its runs, for the index.
import type { Artifact } from '../../artifacts/read';
import type { Host } from '../../host/host';
import { rowsOf } from '../list/readRows';
import type { IndexedFile } from './runIndex';

/** A file that was read. `artifact`: what its text contains; undefined where it is none. */
export interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly artifact: Artifact | undefined;
}

/** The runs of a file; undefined for a file without runs. A text that only its name suggests to be a run is none. */
export function indexedFile(
  host: Pick<Host, 'stat' | 'sha256'>,
  { path, text, artifact }: ReadFile,
): IndexedFile | undefined {
  if (!artifact?.root || artifact.detectedBy === 'name') return undefined;
  const rows = rowsOf(path, artifact, { keys: [], sha256: host.sha256 });
  const modified = host.stat(path)?.modified;
  return rows.length === 0 || modified === undefined ? undefined : { path, hash: host.sha256(text), rows, modified };
}
