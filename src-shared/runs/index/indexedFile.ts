// A file that was read -> its runs, for the index.
import type { Artifact } from '../../artifacts/read';
import type { Host } from '../../host/host';
import { type ReadRow, rowsOf } from '../list/readRows';
import { keptClaims } from './keptClaims';
import type { IndexedFile } from './runIndex';

/** A file that was read. `artifact`: what its text contains; undefined where it is none. `modified`: milliseconds since 1970. */
interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly artifact: Artifact | undefined;
  readonly modified: number;
}

/** The runs of a file; undefined for a file without runs. A text that only its name suggests to be a run is none. */
export function indexedFile(
  host: Pick<Host, 'sha256'>,
  { path, text, artifact, modified }: ReadFile,
): IndexedFile | undefined {
  if (!artifact?.root || artifact.detectedBy === 'name') return undefined;
  const rows = rowsOf(path, artifact, { keys: [], sha256: host.sha256 });
  return rows.length === 0 ? undefined : { path, hash: host.sha256(text), rows: rows.map(keptRow), modified };
}

// The row of a run in the index does not keep the text of its file.
const keptRow = (row: ReadRow): ReadRow => ({ ...row, claims: keptClaims(row.claims) });
