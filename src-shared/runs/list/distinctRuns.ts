// Which of the runs in several files are the same run.
import type { Claims } from '../../artifacts/kind';
import type { Metric } from '../../artifacts/metrics';
import { HISTORY_FOLDER } from '../../repro/history/historyFolder';
import { printJson } from '../../text/printJson';
import type { ReadRow } from './readRows';

/** The runs of a file. `hash`: the SHA-256 of its text. */
export interface FileRuns {
  readonly path: string;
  readonly hash: string;
  readonly rows: readonly ReadRow[];
  /** The user named the file, so it is listed. */
  readonly isNamed?: boolean;
  /** It is a copy of a manifest, wherever it is. */
  readonly isCopy?: boolean;
}

/** A run and its file. */
export interface FileRow<File extends FileRuns = FileRuns> {
  readonly row: ReadRow;
  readonly file: File;
}

/** Each run once: without a manifest with the same content as an entry of a sweep, and without a kept copy of a manifest that still exists. */
export function distinctRuns<File extends FileRuns>(files: readonly File[]): FileRow<File>[] {
  const entries = entriesByManifest(files);
  const existing = new Set(files.flatMap(file => (isKept(file) ? [] : [file.hash])));
  const isListed = (file: File): boolean => {
    const { path, hash, rows, isNamed } = file;
    if (isNamed) return true;
    if (isKept(file) && existing.has(hash)) return false;
    const [row] = rows;
    return row === undefined || !(entries.get(path) ?? []).some(entry => isSameRun(entry.claims, row.claims));
  };
  return files.filter(isListed).flatMap(file => file.rows.map(row => ({ row, file })));
}

// Copies of the results of a sweep name the same manifest.
function entriesByManifest(files: readonly FileRuns[]): ReadonlyMap<string, readonly ReadRow[]> {
  const entries = new Map<string, ReadRow[]>();
  for (const row of files.flatMap(file => file.rows)) {
    if (row.manifest === undefined) continue;
    const found = entries.get(row.manifest);
    if (found) found.push(row);
    else entries.set(row.manifest, [row]);
  }
  return entries;
}

function isSameRun(a: Claims, b: Claims): boolean {
  const [left, right] = [a.metrics ?? new Map<string, Metric>(), b.metrics ?? new Map<string, Metric>()];
  return (
    a.configHash === b.configHash &&
    a.dataHash === b.dataHash &&
    a.seed === b.seed &&
    left.size === right.size &&
    [...left].every(([name, { node }]) => {
      const other = right.get(name)?.node;
      return other !== undefined && printJson(node) === printJson(other);
    })
  );
}

const isKept = ({ path, isCopy }: FileRuns): boolean => isCopy === true || path.includes(`/${HISTORY_FOLDER}/`);
