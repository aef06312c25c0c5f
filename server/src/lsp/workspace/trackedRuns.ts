// The runs of other trackers in the folders of the workspace, in the index of runs. Each is there by the file that an editor opens for it.
import type { Host } from '../../../../src-shared/host/host';
import { memoized } from '../../../../src-shared/host/memoized';
import { basename, dirname, innermostOf, isInside } from '../../../../src-shared/host/paths';
import type { RunIndex } from '../../../../src-shared/runs/index/runIndex';
import type { Steps } from '../../../../src-shared/runs/steps';
import { findTracked } from '../../../../src-shared/runs/trackers/findTracked';
import { trackers } from '../../../../src-shared/runs/trackers/kinds';
import { mainFile } from '../../../../src-shared/runs/trackers/mainFile';
import { trackedFile } from '../../../../src-shared/runs/trackers/trackedFile';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import type { TrackedGap } from '../../../../src-shared/runs/trackers/tracker';
import { numberText } from '../../../../src-shared/text/numberText';

/** More runs are not kept in memory. */
const MAX_RUNS = 20_000;

/** A run in the index: by which file, and a digest of what was read. */
interface Known {
  readonly file: string;
  readonly digest: string;
}

/** Writes to the index. It reads only below the folders that it is given, follows no links, and starts no process. */
export class TrackedRuns {
  /** By the path of the run. */
  private readonly known = new Map<string, Known>();
  private found: readonly TrackedGap[] = [];

  constructor(
    private readonly host: Host,
    private readonly index: RunIndex,
    private readonly limit = MAX_RUNS,
  ) {}

  /** What the last searches left out. */
  get gaps(): readonly TrackedGap[] {
    return this.found;
  }

  /**
   * Writes: searches a folder; with `changed`, only what these files and folders may be a part of or contain. A step is one folder. Returns the files of the
   * runs that appeared, changed or are gone.
   */
  *search(top: string, changed?: readonly string[]): Steps<ReadonlySet<string>> {
    const isSearched = changed ? searchedFor(changed) : () => true;
    const [seen, affected] = [new Set<string>(), new Set<string>()];
    const steps = findTracked(this.host, top, isSearched);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      for (const run of step.value) if (!seen.has(run.path) && this.keep(run, affected)) seen.add(run.path);
      yield;
    }
    const isRead = (path: string): boolean => isInside(top, path) && (path === top || isSearched(path));
    const foldersIn = memoized((path: string) => namesOfFolders(this.host, path));
    // A folder beside one that was searched is a run as before, as long as it is there.
    const isBeside = (path: string): boolean => foldersIn(dirname(path)).has(basename(path));
    for (const path of [...this.known.keys()])
      if (!seen.has(path) && (isRead(path) || (isRead(dirname(path)) && !isBeside(path)))) this.drop(path, affected);
    const isFull = this.known.size >= this.limit;
    this.found = [
      ...this.found.filter(gap => gap.path !== top && !isRead(dirname(gap.path))),
      ...step.value,
      ...(isFull ? [{ path: top, text: fullText(this.limit) }] : []),
    ];
    return affected;
  }

  /** Writes: forgets the runs that are in none of some folders. */
  limitTo(folders: readonly string[]): void {
    const folderOf = innermostOf(folders);
    for (const path of [...this.known.keys()]) if (folderOf(path) === undefined) this.drop(path, new Set());
    this.found = this.found.filter(({ path }) => folderOf(path) !== undefined);
  }

  // Whether it is in the index then. A run that was deleted in its tracker is not.
  private keep(run: TrackedRun, affected: Set<string>): boolean {
    const before = this.known.get(run.path);
    if (run.isDeleted || (!before && this.known.size >= this.limit)) return false;
    const { host, index } = this;
    const file = mainFile(host, run);
    const digest = host.sha256(JSON.stringify(run, mapAsList));
    const own = index.get(file);
    if (own && !isTrackedFile(own)) return false;
    if (own && before?.file === file && before.digest === digest) return true;
    if (before && before.file !== file) this.drop(run.path, affected);
    const { hash, rows } = trackedFile(host, run, { keys: [] });
    const modified = host.stat(file)?.modified ?? 0;
    index.set({ path: file, hash, rows: rows.map(row => ({ ...row, path: file })), modified });
    this.known.set(run.path, { file, digest });
    affected.add(file);
    return true;
  }

  private drop(path: string, affected: Set<string>): void {
    const file = this.known.get(path)?.file;
    this.known.delete(path);
    if (file === undefined) return;
    affected.add(file);
    const own = this.index.get(file);
    if (own && isTrackedFile(own)) this.index.delete(file);
  }
}

type Indexed = NonNullable<ReturnType<RunIndex['get']>>;

/** Whether a file of the index is that of a run of another tracker. */
export const isTrackedFile = ({ rows }: Pick<Indexed, 'rows'>): boolean => rows.some(({ tracked }) => tracked);

const mapAsList = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);

function namesOfFolders(host: Host, path: string): ReadonlySet<string> {
  const read = host.readFolder(path);
  return new Set(read.ok ? read.entries.flatMap(({ name, kind }) => (kind === 'folder' ? [name] : [])) : []);
}

// The folders around what changed, those in it, and those next to a file that decides about them.
function searchedFor(changed: readonly string[]): (folder: string) => boolean {
  const around = new Set<string>();
  for (const path of changed)
    for (let at = dirname(path); !around.has(at) && at !== dirname(at); at = dirname(at)) around.add(at);
  const changedAround = innermostOf(changed);
  const outer = new Set(changed.flatMap(path => (decidesBelow(basename(path)) ? [dirname(path)] : [])));
  return folder => around.has(folder) || outer.has(dirname(folder)) || changedAround(folder) !== undefined;
}

const decidesBelow = (name: string): boolean => trackers.some(({ outerFiles }) => outerFiles?.includes(name));

const fullText = (limit: number): string =>
  `has more runs of other trackers than the ${numberText(limit)} that are listed. Open a folder with fewer runs.`;
