// The runs of other trackers in the folders of the workspace, in the index of runs. Each is there by the file that an editor opens for it.
import type { Host } from '../../../../src-shared/host/host';
import { dirname, innermostOf, isInside } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/staysInside';
import type { RunIndex } from '../../../../src-shared/runs/index/runIndex';
import type { Steps } from '../../../../src-shared/runs/steps';
import { filesAround, findTracked } from '../../../../src-shared/runs/trackers/findTracked';
import { mainFile } from '../../../../src-shared/runs/trackers/mainFile';
import { trackedFile } from '../../../../src-shared/runs/trackers/trackedFile';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import type { TrackedGap } from '../../../../src-shared/runs/trackers/tracker';
import { numberText } from '../../../../src-shared/text/numberText';

/** More runs are not kept in memory. */
const MAX_RUNS = 20_000;

/** A run in the index: by which file, the folder that shows it, and a digest of what was read. */
interface Known {
  readonly file: string;
  readonly folder: string;
  readonly digest: string;
}

/** Writes to the index. It reads only below the folders that it is given, also behind links, and starts no process. */
export class TrackedRuns {
  /** By the path of the run. */
  private readonly known = new Map<string, Known>();
  /** What the runs of a folder depend on elsewhere, by its path. */
  private readonly dependsOn = new Map<string, readonly string[]>();
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
   * runs that appeared, changed or are gone. `known`: a host that knows folders from the search that found them.
   */
  *search(top: string, changed?: readonly string[], known = this.host): Steps<ReadonlySet<string>> {
    const isSearched = changed ? searchedFor([...changed, ...this.foldersWith(changed)]) : () => true;
    const [seen, visited, affected] = [new Set<string>(), new Set<string>(), new Set<string>()];
    const host = { ...known, follows: (path: string) => staysInside(this.host, [top], path) };
    const steps = findTracked(host, top, isSearched);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      const { folder, runs, dependsOn } = step.value;
      visited.add(folder);
      if (dependsOn.length > 0) this.dependsOn.set(folder, dependsOn);
      else this.dependsOn.delete(folder);
      for (const run of runs) if (!seen.has(run.path) && this.keep(run, folder, affected)) seen.add(run.path);
      yield;
    }
    // A folder that is gone is not visited.
    const isRead = (folder: string): boolean =>
      visited.has(folder) || (folder !== top && isInside(top, folder) && isSearched(folder));
    const gone = [...this.known].filter(([path, { folder }]) => !seen.has(path) && isRead(folder));
    for (const [path] of gone) this.drop(path, affected);
    for (const folder of [...this.dependsOn.keys()])
      if (!visited.has(folder) && isRead(folder)) this.dependsOn.delete(folder);
    this.found = gapsAfter(this.found, step.value, gap => isRead(this.folderOf(gap.path)));
    if (this.known.size >= this.limit) this.found = [...this.found, { path: top, text: fullText(this.limit) }];
    // What was below such a run may be runs of its own now.
    const opened = changed ? [...new Set(gone.flatMap(([, { folder }]) => (visited.has(folder) ? [folder] : [])))] : [];
    if (opened.length > 0) for (const file of yield* this.search(top, opened)) affected.add(file);
    return affected;
  }

  /** Writes: forgets the runs that are in none of some folders. */
  limitTo(folders: readonly string[]): void {
    const folderOf = innermostOf(folders);
    for (const path of [...this.known.keys()]) if (folderOf(path) === undefined) this.drop(path, new Set());
    for (const folder of [...this.dependsOn.keys()]) if (folderOf(folder) === undefined) this.dependsOn.delete(folder);
    this.found = this.found.filter(({ path }) => folderOf(path) !== undefined);
  }

  // The folders with runs that depend on what changed.
  private foldersWith(changed: readonly string[]): string[] {
    const changedAt = innermostOf(changed);
    const usedAt = innermostOf([...this.dependsOn.values()].flat());
    const used = new Set(changed.map(usedAt));
    const isChanged = (path: string): boolean => used.has(path) || changedAt(path) !== undefined;
    return [...this.dependsOn].flatMap(([folder, paths]) => (paths.some(isChanged) ? [folder] : []));
  }

  // Whether it is in the index then. A run that was deleted in its tracker is not.
  private keep(run: TrackedRun, folder: string, affected: Set<string>): boolean {
    const before = this.known.get(run.path);
    if (run.isDeleted || (!before && this.known.size >= this.limit)) return false;
    const { host, index } = this;
    const file = mainFile(host, run);
    const digest = host.sha256(JSON.stringify(run, mapAsList));
    const own = index.get(file);
    if (own && !isTrackedFile(own)) return false;
    const modified = host.stat(file)?.modified ?? 0;
    if (own?.modified === modified && before?.file === file && before.digest === digest) {
      this.known.set(run.path, { ...before, folder });
      return true;
    }
    if (before && before.file !== file) this.drop(run.path, affected);
    const read = trackedFile(host, run, { keys: [] });
    index.set({ ...read, path: file, rows: read.rows.map(row => ({ ...row, path: file })), modified });
    this.known.set(run.path, { file, folder, digest });
    affected.add(file);
    return true;
  }

  // That in which a path is looked for.
  private folderOf(path: string): string {
    return this.host.stat(path)?.kind === 'folder' ? path : dirname(path);
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

// The folders around what changed, those in it, and those of runs that depend on it.
function searchedFor(changed: readonly string[]): (folder: string) => boolean {
  const around = new Set<string>();
  for (const path of changed)
    for (let at = dirname(path); !around.has(at) && at !== dirname(at); at = dirname(at)) around.add(at);
  const changedAround = innermostOf(changed);
  const names = new Set(changed);
  return folder =>
    around.has(folder) || changedAround(folder) !== undefined || filesAround(folder).some(path => names.has(path));
}

// Those that were not looked for again, and the new ones, each once.
function gapsAfter(
  before: readonly TrackedGap[],
  found: readonly TrackedGap[],
  isRead: (gap: TrackedGap) => boolean,
): readonly TrackedGap[] {
  const key = ({ path, text }: TrackedGap): string => `${path}\n${text}`;
  const again = new Set(found.map(key));
  const left = before.filter(gap => !isRead(gap) && !again.has(key(gap)));
  return [...left, ...found];
}

const fullText = (limit: number): string =>
  `has more runs of other trackers than the ${numberText(limit)} that are listed. Open a folder with fewer runs.`;
