// A file -> the runs in it, before it is known where they come from.
import { duplicateField } from '../../artifacts/findings/duplicateField';
import { type Artifact, readArtifact, readEntries } from '../../artifacts/read';
import { unreadableText } from '../../artifacts/textFinding';
import type { Host } from '../../host/host';
import { dirname, joinWritten } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { readArtifactText } from '../../repro/files/readArtifactText';
import { type JsonNode, stringMember } from '../../text/jsonText';
import { printJson } from '../../text/printJson';
import { isRunName } from '../isRunName';
import { fieldsOf, type RunComparison, type RunRow } from './runRow';

/** A run in a file. For an entry of a sweep: its `id`, and the `manifest` that its script wrote. */
export type ReadRow = Omit<RunRow, 'id' | 'spec' | 'time'> & { readonly id?: string; readonly manifest?: string };

/** The runs of a file, the SHA-256 of its text and the time of the file in milliseconds since 1970; or why a file that should have runs cannot be read, as the end of a sentence. */
export type RowsResult =
  | {
      readonly rows: readonly ReadRow[];
      readonly hash: string;
      readonly modified?: number | undefined;
      readonly fault?: undefined;
    }
  | { readonly fault: string };

/** Larger files are not read, in bytes: a file of any name, and one whose name promises runs. */
const MAX_OTHER = 1024 * 1024;
const MAX_NAMED = 256 * 1024 * 1024;

/** How a file is read. `keys`: the fields that are needed; `isNamed`: the user named the file, so it should have runs; `judge`: compares with a baseline. */
export interface RowReading {
  readonly keys: readonly string[];
  readonly isNamed: boolean;
  readonly judge?: (run: Artifact) => RunComparison;
}

/** The runs in a file; undefined for a file without runs. */
export function readRows(host: Host, path: string, reading: RowReading): RowsResult | undefined {
  const { isNamed } = reading;
  const isExpected = isNamed || isRunName(path);
  const { size = 0, modified } = host.stat(path) ?? {};
  if (size > (isExpected ? MAX_NAMED : MAX_OTHER)) return isExpected ? { fault: 'it is too large' } : undefined;
  const read = readArtifactText(host, path);
  if (!read.ok) return isExpected ? { fault: reasonText(read.reason) } : undefined;
  const artifact = readArtifact(path, read.text);
  const rows = artifact?.root ? rowsOf(path, artifact, { ...reading, sha256: host.sha256 }) : [];
  if (rows.length > 0) return { rows, hash: host.sha256(read.text), modified };
  if (artifact && !artifact.root && isExpected)
    return { fault: withoutStop(artifact.diagnostics.map(unreadableText).join(' ')) };
  return isNamed ? { fault: 'it is not a run' } : undefined;
}

// As the end of a sentence.
const withoutStop = (sentences: string): string =>
  sentences.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, c => c.toLowerCase());

/** How the runs of an artifact are read. */
type ArtifactReading = Omit<RowReading, 'isNamed'> & Pick<Host, 'sha256'>;

/** The runs in an artifact, or none. */
export function rowsOf(path: string, artifact: Artifact, reading: ArtifactReading): ReadRow[] {
  if (artifact.kind.isRun) return [rowOf(path, artifact, reading)];
  if (artifact.kind.entries?.kind.isRun !== true) return [];
  return readEntries(artifact).map(({ artifact: entry }, i) => {
    const script = stringMember(entry.root, 'script');
    const id = entry.root && reading.sha256(printJson(entry.root));
    const row = { ...rowOf(`${path}#${i}`, entry, reading), ...(id !== undefined && { id }) };
    return script === undefined
      ? row
      : { ...row, manifest: joinWritten(dirname(joinWritten(dirname(path), script)), 'run_manifest.json') };
  });
}

// Python reads the last of duplicate keys; another program may have read the first.
const isFaulty = ({ diagnostics }: Artifact): boolean =>
  diagnostics.some(d => d.severity === 'error' || d.code === duplicateField.code);

const NO_FIELDS: ReadonlyMap<string, JsonNode> = new Map();

function rowOf(path: string, artifact: Artifact, { keys, judge }: ArtifactReading): ReadRow {
  const { kind, claims, root } = artifact;
  const failure = root && kind.failure?.of(root);
  const title = root && kind.listing?.name(root);
  const fields = root && fieldsOf(root, keys);
  return {
    path,
    kind,
    claims,
    fields: fields && fields.size > 0 ? fields : NO_FIELDS,
    ...(isFaulty(artifact) && { isFaulty: true as const }),
    ...(failure !== undefined && { failure }),
    ...(title !== undefined && { title }),
    ...(judge && { comparison: judge(artifact) }),
  };
}
