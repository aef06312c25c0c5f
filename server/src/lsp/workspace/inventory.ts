// The specs, artifacts and runs of the workspace folders. Scanned once in the background, then updated by file events, so that a lens or a quick pick reads no file.
import type { FolderEntry, GitFailure, Host } from '../../../../src-shared/host/host';
import { isBehindLink } from '../../../../src-shared/host/linkRoute';
import { listedOnce } from '../../../../src-shared/host/listedOnce';
import { innermostIn, innermostOf, isInside } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import { type DlmId, dlmIdOf } from '../../../../src-shared/repro/dlm/store';
import {
  findFiles,
  isArtifactPath,
  isDlmPath,
  isSpecPath,
  LISTED_CLASSES,
  type SearchGaps,
} from '../../../../src-shared/repro/files/findFiles';
import { isLockArtifact } from '../../../../src-shared/repro/files/isLockFile';
import { HashPrefixes } from '../../../../src-shared/runs/index/hashPrefixes';
import {
  fileFault,
  type IndexedArtifact,
  type IndexedFault,
  indexedArtifact,
  textFault,
} from '../../../../src-shared/runs/index/indexedArtifact';
import { indexedFile } from '../../../../src-shared/runs/index/indexedFile';
import { RunIndex } from '../../../../src-shared/runs/index/runIndex';
import { searchLimit, tooLargeText } from '../../../../src-shared/runs/readRun';
import { eachInSteps, type Steps } from '../../../../src-shared/runs/steps';
import type { TrackedGap } from '../../../../src-shared/runs/trackers/tracker';
import { bugText } from '../../../../src-shared/text/bugText';
import { readFrontMatter } from '../base/dlmFrontMatter';
import { guardPart } from '../base/guard';
import { inSlices } from '../base/inSlices';
import type { StartGate } from '../base/startGate';
import type { Files, ReadFile } from './files';
import { isTrackedFile, TrackedRuns } from './trackedRuns';
import type { InventoryView } from './workspaceView';

// Of more, the listings take memory that is noticed.
const MOST_LISTED = 100_000;

/** Specs, artifacts and runs by path. `onListed` gets the folders that a search has listed. Files are read through the cache of the workspace, so that nothing is read twice. */
export class Inventory implements InventoryView {
  readonly specs = new Map<string, string | undefined>();
  readonly hashes = new HashPrefixes(() => [...this.specs].map(([path, hash]) => [hash, path]));
  readonly index = new RunIndex();
  private readonly tracked: TrackedRuns;
  readonly artifacts = new Set<string>();
  readonly listed = new Map<string, IndexedArtifact>();
  readonly faults = new Map<string, IndexedFault>();
  readonly dlmDocuments = new Map<string, DlmId>();
  private readonly locks = new Set<string>();
  gaps: readonly SearchGaps[] = [];
  revision = 0;
  ready: Promise<readonly SearchGaps[]> = Promise.resolve([]);
  isFilled = false;
  ignoredRuns: ReadonlySet<string> = new Set();
  ignoredGap: GitFailure | undefined;
  private lastScan = 0;
  private folders: readonly string[] = [];
  private isCancelled = false;
  /** How many searches have not ended. */
  private searches = 0;
  /** What was removed since the first of them began. */
  private readonly removed = new Set<string>();

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly gate: StartGate,
    private readonly onListed: (folder: string, entries: readonly FolderEntry[]) => void = () => undefined,
  ) {
    this.tracked = new TrackedRuns(host, this.index);
  }

  get trackedGaps(): readonly TrackedGap[] {
    return this.tracked.gaps;
  }

  demand(): Promise<unknown> {
    this.gate.open();
    return this.isCancelled ? this.scan(this.folders) : this.ready;
  }

  /** Writes: ends a scan that is running. What it found stays, and the next demand starts it again. */
  cancel(): void {
    if (!this.isFilled) this.isCancelled = true;
  }

  /**
   * Writes: scans folders, with pauses in which requests are answered; resolves to those that were not searched completely. A scan that is running ends,
   * because it could find files of folders that were removed. `onFound`: gets the number of files that were read so far.
   */
  scan(folders: readonly string[], onFound?: (count: number) => void): Promise<readonly SearchGaps[]> {
    const scan = ++this.lastScan;
    this.folders = folders;
    this.isFilled = false;
    this.isCancelled = false;
    const done = this.searching(this.scanAll(folders, scan, { onFound }));
    this.ready = done;
    // A scan that was replaced ends after the one that replaced it.
    const filled = (): void => {
      if (scan === this.lastScan) this.isFilled = !this.isCancelled;
    };
    done.then(filled, () => undefined);
    return done;
  }

  /** Writes: folders appeared; they are searched after a scan that is running. `found`: the specs and artifacts in them. */
  async scanAppeared(
    folders: readonly string[],
  ): Promise<{ readonly found: readonly string[]; readonly gaps: readonly SearchGaps[] }> {
    const scan = this.lastScan;
    const found: string[] = [];
    const search = (): Promise<readonly SearchGaps[]> => this.scanAll(folders, scan, { found });
    const done = this.searching(this.ready.then(search, search));
    this.ready = done;
    const gaps = await done;
    return { found: found.filter(path => this.specs.has(path) || this.artifacts.has(path)), gaps };
  }

  /** Writes: searches the folders again. What is known stays known meanwhile. Resolves to the known files that are gone, which are not removed. */
  async scanAgain(): Promise<readonly string[]> {
    await this.ready.catch(() => undefined);
    const done = this.searching(this.scanAll(this.folders, this.lastScan, {}));
    this.ready = done;
    await done;
    const runs = [...this.index.all()].map(({ path }) => path);
    const known = new Set([...this.specs.keys(), ...this.artifacts, ...this.dlmDocuments.keys(), ...runs]);
    const gone = await inSlices(eachInSteps([...known], path => (this.host.stat(path) ? [] : [path])));
    return gone.flat();
  }

  /**
   * Writes: files or folders changed or are gone; the runs of other trackers to which they may belong are read again, after a scan that is running. Resolves
   * to the files of the runs that appeared, changed or are gone.
   */
  async refreshTracked(changed: readonly string[]): Promise<readonly string[]> {
    await this.ready.catch(() => undefined);
    const scan = this.lastScan;
    const affected: string[] = [];
    for (const folder of this.folders) {
      const own = changed.filter(path => isInside(folder, path));
      if (own.length === 0) continue;
      const isEnded = (): boolean => scan !== this.lastScan;
      affected.push(...((await inSlices(this.tracked.search(folder, own), endingWith(isEnded))) ?? []));
    }
    return affected;
  }

  existingSpecs(): string[] {
    return [...this.specs.keys()].filter(path => this.host.stat(path)?.kind === 'file');
  }

  /**
   * Writes: a file appeared or changed; it is read once. A late event of a file that is gone is one of its deletion. `isPlain`: it is known that no part of the
   * path is a link.
   */
  add(path: string, isPlain = false): void {
    if (isSpecPath(path)) {
      const hash = this.files.hash(path);
      // A file that cannot be read is still a spec.
      if (hash === undefined && !this.host.stat(path)) this.specs.delete(path);
      else this.specs.set(path, hash);
      this.specsChanged();
    }
    if (isDlmPath(path)) keep(this.dlmDocuments, path, this.dlmIdAt(path));
    if (!isArtifactPath(path)) return;
    const read = this.files.file(path, { limit: searchLimit(path), isPlain });
    const file = read === 'too-large' ? undefined : read;
    const artifact = file?.artifact;
    this.indexRuns(path, file);
    if (artifact && isLockArtifact(artifact)) this.locks.add(path);
    else this.locks.delete(path);
    keep(this.listed, path, file && indexedArtifact(path, artifact, file.modified));
    keep(this.faults, path, artifact ? textFault(artifact) : this.faultAt(path, read));
    if (artifact) {
      this.artifacts.add(path);
      return;
    }
    // A workspace may contain many other JSON files, so their text is not kept.
    this.artifacts.delete(path);
    this.files.forget(path);
  }

  // A bug that one file shows must not hide the others.
  private addPart(path: string, isPlain: boolean): SearchGaps[] {
    const add = (): SearchGaps[] => {
      this.add(path, isPlain);
      return [];
    };
    return guardPart(add, error => [{ first: [{ file: path, why: bugText(error) }], more: 0, packages: 0 }]);
  }

  /** Writes: a manifest that was kept in a history appeared. It is a run, but not a file of the workspace that is checked. */
  addKept(path: string): void {
    const read = this.files.file(path, { limit: searchLimit(path), isPlain: false });
    this.indexRuns(path, read === 'too-large' ? undefined : read);
  }

  /** Writes: a kept manifest was deleted. */
  removeKept(path: string): void {
    this.index.delete(path);
    this.files.forget(path);
  }

  private indexRuns(path: string, file: ReadFile | undefined): void {
    const runs = file && indexedFile(this.host, { path, ...file });
    const before = this.index.get(path);
    if (runs) this.index.set(runs);
    // A search decides whether it is still the file of a run of another tracker.
    else if (before && !isTrackedFile(before)) this.index.delete(path);
  }

  /** Writes: files or folders were deleted; returns those that were or contained a spec or an artifact. */
  remove(paths: readonly string[]): ReadonlySet<string> {
    if (paths.length === 0) return new Set();
    if (this.searches > 0) for (const path of paths) this.removed.add(path);
    const deletedAt = innermostOf(paths);
    const affected = new Set<string>();
    for (const map of [this.specs, this.artifacts, this.listed, this.faults, this.dlmDocuments, this.locks])
      for (const file of map.keys()) {
        const deleted = deletedAt(file);
        if (deleted === undefined) continue;
        affected.add(deleted);
        map.delete(file);
      }
    for (const { path } of [...this.index.all()]) if (deletedAt(path) !== undefined) this.index.delete(path);
    if (affected.size > 0) this.specsChanged();
    return affected;
  }

  private searching<T>(search: Promise<T>): Promise<T> {
    this.searches++;
    return search.finally(() => {
      if (--this.searches === 0) this.removed.clear();
    });
  }

  // A search lists folders that it was told of or saw earlier. Where a link has replaced one since, the files behind the link are not files of the workspace.
  private isReplacedByLink(path: string): boolean {
    if (this.removed.size === 0 || innermostIn(this.removed, path) === undefined) return false;
    const folder = innermostOf(this.folders)(path);
    return folder !== undefined && isBehindLink(this.host, folder, path);
  }

  private specsChanged(): void {
    this.revision++;
    this.hashes.changed();
  }

  private dlmIdAt(path: string): DlmId | undefined {
    if (!this.host.stat(path)) return undefined;
    const head = readFrontMatter(this.host, path);
    return head === undefined ? { ok: false, why: 'The document cannot be read as UTF-8 text.' } : dlmIdOf(head);
  }

  private faultAt(path: string, found: ReadFile | 'too-large' | undefined): IndexedFault | undefined {
    if (found === 'too-large') return fileFault(path, tooLargeText(path));
    const read = found ? undefined : this.files.read(path);
    return !read || read.ok || read.reason === 'missing' ? undefined : fileFault(path, reasonText(read.reason));
  }

  usesKynml(): boolean {
    return this.specs.size > 0 || this.locks.size > 0;
  }

  private async scanAll(folders: readonly string[], scan: number, output: ScanOutput): Promise<readonly SearchGaps[]> {
    await this.gate.opened;
    const gaps: SearchGaps[] = [];
    const isReplaced = (): boolean => scan !== this.lastScan;
    const isEnded = (): boolean => isReplaced() || this.isCancelled;
    await inSlices(this.scanSteps(folders, gaps, output), endingWith(isEnded));
    // Whoever waits for this scan needs the result of the later one.
    if (isReplaced()) return this.ready;
    if (!this.isCancelled) this.gaps = output.found ? [...this.gaps, ...gaps] : gaps;
    return gaps;
  }

  private *scanSteps(folders: readonly string[], gaps: SearchGaps[], { found, onFound }: ScanOutput): Steps<void> {
    let count = 0;
    if (!found) this.tracked.limitTo(folders);
    for (const folder of folders) {
      const host = this.searchHost();
      const batches = findFiles(host, folder, LISTED_CLASSES);
      // The search follows no links.
      const isPlain = this.host.realPath(folder) === folder;
      for (let next = batches.next(); ; next = batches.next()) {
        if (next.done) {
          gaps.push(next.value);
          break;
        }
        for (const file of next.value) {
          if (this.isReplacedByLink(file)) continue;
          gaps.push(...this.addPart(file, isPlain));
          found?.push(file);
          onFound?.(++count);
          yield;
        }
        yield;
      }
      // A folder that appeared is a change of its own.
      if (!found) yield* this.tracked.search(folder, undefined, host);
    }
  }

  private searchHost(): Host {
    const readFolder: Host['readFolder'] = folder => {
      const read = this.host.readFolder(folder);
      if (read.ok) this.onListed(folder, read.entries);
      return read;
    };
    return listedOnce({ ...this.host, readFolder }, MOST_LISTED);
  }
}

const endingWith = (isEnded: () => boolean) => ({
  get aborted() {
    return isEnded();
  },
});

function keep<T>(map: Map<string, T>, path: string, value: T | undefined): void {
  if (value === undefined) map.delete(path);
  else map.set(path, value);
}

/** Where a scan reports what it found. */
interface ScanOutput {
  readonly found?: string[];
  readonly onFound?: ((count: number) => void) | undefined;
}
