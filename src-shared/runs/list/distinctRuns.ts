// Which of the runs in several files are the same run.
import type { Claims } from '../../artifacts/kind';
import type { Metric } from '../../artifacts/metrics';
import { HISTORY_FOLDER } from '../../repro/history/historyFolder';
import { printJson } from '../../text/printJson';
import { allSteps, eachInSteps, type Steps } from '../steps';
import type { ReadRow } from './readRows';

/** The runs of a file. `hash`: the SHA-256 of its text. */
export interface FileRuns {
  readonly path: string;
  readonly hash: string;
  readonly rows: readonly ReadRow[];
  /** Of a link: the path of the file behind it, which is listed instead if it is among the files. */
  readonly behind?: string;
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

/**
 * Each run once: without a manifest with the same content as an entry of a sweep, without a kept copy of a manifest that still exists, and without links to a
 * file that is listed where it is or behind another link.
 */
export const distinctRuns = <File extends FileRuns>(files: readonly File[]): FileRow<File>[] =>
  allSteps(distinctRunSteps(files));

/** The same in steps. */
export function* distinctRunSteps<File extends FileRuns>(files: readonly File[]): Steps<FileRow<File>[]> {
  const known: KnownRuns = { entries: new Map(), existing: new Set(), paths: new Set() };
  yield* eachInSteps(files, file => addKnown(known, file), FILES);
  const found: FileRow<File>[] = [];
  yield* eachInSteps(
    files,
    file => {
      if (isListed(known, file)) for (const row of file.rows) found.push({ row, file });
    },
    FILES,
  );
  return found;
}

// A step of simple work on files with a run each.
const FILES = 1000;

// Of all files: the entries of sweeps by the manifest that they name, and the hashes of the texts that are not copies.
interface KnownRuns {
  readonly entries: Map<string, ReadRow[]>;
  readonly existing: Set<string>;
  /** The paths of the files that are not links, and those behind links that are listed. */
  readonly paths: Set<string>;
}

// Copies of the results of a sweep name the same manifest.
function addKnown({ entries, existing, paths }: KnownRuns, file: FileRuns): void {
  if (!isKept(file)) existing.add(file.hash);
  if (file.behind === undefined) paths.add(file.path);
  for (const row of file.rows) {
    if (row.manifest === undefined) continue;
    const found = entries.get(row.manifest);
    if (found) found.push(row);
    else entries.set(row.manifest, [row]);
  }
}

function isListed({ entries, existing, paths }: KnownRuns, file: FileRuns): boolean {
  const { path, hash, rows, isNamed, behind } = file;
  if (isNamed) return true;
  if (behind !== undefined) {
    if (paths.has(behind)) return false;
    paths.add(behind);
  }
  if (isKept(file) && existing.has(hash)) return false;
  const [row] = rows;
  return row === undefined || !(entries.get(path) ?? []).some(entry => isSameRun(entry.claims, row.claims));
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
