// The specs, artifacts and runs of the workspace folders. Scanned once in the background, then updated by file events, so that a lens or a quick pick reads no file.
import { kindOfName } from '../../../../src-shared/artifacts/detect';
import type { Host } from '../../../../src-shared/host/host';
import { innermostOf } from '../../../../src-shared/host/paths';
import { findFiles, isArtifactPath, isSpecPath, type SearchGaps } from '../../../../src-shared/repro/files/findFiles';
import { isLockArtifact } from '../../../../src-shared/repro/files/isLockFile';
import { isSmall, type Run, runOf } from '../../../../src-shared/runs/readRun';
import type { StartGate } from '../base/startGate';
import type { Files } from './files';
import type { InventoryView } from './workspaceView';

/** Specs, artifacts and runs by path. Files are read through the cache of the workspace, so that nothing is read twice. */
export class Inventory implements InventoryView {
  readonly specs = new Map<string, string | undefined>();
  readonly runs = new Map<string, Run>();
  readonly artifacts = new Set<string>();
  readonly unreadable = new Set<string>();
  private readonly locks = new Set<string>();
  gaps: readonly SearchGaps[] = [];
  revision = 0;
  ready: Promise<readonly SearchGaps[]> = Promise.resolve([]);
  private lastScan = 0;

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly gate: StartGate,
  ) {}

  demand(): Promise<unknown> {
    this.gate.open();
    return this.ready;
  }

  /**
   * Writes: scans folders, with pauses in which requests are answered; resolves to those that were not searched completely. A scan that is running ends,
   * because it could find files of folders that were removed.
   */
  scan(folders: readonly string[]): Promise<readonly SearchGaps[]> {
    const done = this.scanAll(folders, ++this.lastScan);
    this.ready = done;
    return done;
  }

  /** Writes: folders appeared; they are searched after a scan that is running. `found`: the specs and artifacts in them. */
  async scanAppeared(
    folders: readonly string[],
  ): Promise<{ readonly found: readonly string[]; readonly gaps: readonly SearchGaps[] }> {
    const scan = this.lastScan;
    const found: string[] = [];
    const search = (): Promise<readonly SearchGaps[]> => this.scanAll(folders, scan, found);
    const done = this.ready.then(search, search);
    this.ready = done;
    const gaps = await done;
    return { found: found.filter(path => this.specs.has(path) || this.artifacts.has(path)), gaps };
  }

  existingSpecs(): string[] {
    return [...this.specs.keys()].filter(path => this.host.stat(path)?.kind === 'file');
  }

  /** Writes: a file appeared or changed; it is read once. A late event of a file that is gone is one of its deletion. */
  add(path: string): void {
    if (isSpecPath(path)) {
      const hash = this.files.hash(path);
      // A file that cannot be read is still a spec.
      if (hash === undefined && !this.host.stat(path)) this.specs.delete(path);
      else this.specs.set(path, hash);
      this.revision++;
    }
    if (!isArtifactPath(path)) return;
    const artifact = isSmall(this.host, path) ? this.files.artifact(path) : undefined;
    const run = runOf(this.host, path, artifact);
    if (run) this.runs.set(path, run);
    else this.runs.delete(path);
    if (artifact && isLockArtifact(artifact)) this.locks.add(path);
    else this.locks.delete(path);
    if (!artifact && this.isUnreadable(path)) this.unreadable.add(path);
    else this.unreadable.delete(path);
    if (artifact) {
      this.artifacts.add(path);
      return;
    }
    // A workspace may contain many other JSON files, so their text is not kept.
    this.artifacts.delete(path);
    this.files.forget(path);
  }

  /** Writes: files or folders were deleted; returns those that were or contained a spec or an artifact. */
  remove(paths: readonly string[]): ReadonlySet<string> {
    const deletedAt = innermostOf(paths);
    const affected = new Set<string>();
    for (const map of [this.specs, this.runs, this.artifacts, this.unreadable, this.locks])
      for (const file of map.keys()) {
        const deleted = deletedAt(file);
        if (deleted === undefined) continue;
        affected.add(deleted);
        map.delete(file);
      }
    if (affected.size > 0) this.revision++;
    return affected;
  }

  private isUnreadable(path: string): boolean {
    if (kindOfName(path) === undefined || !isSmall(this.host, path)) return false;
    const read = this.files.read(path);
    return !read.ok && read.reason !== 'missing';
  }

  usesKynml(): boolean {
    return this.specs.size > 0 || this.locks.size > 0;
  }

  private async scanAll(folders: readonly string[], scan: number, found?: string[]): Promise<readonly SearchGaps[]> {
    await this.gate.opened;
    const gaps: SearchGaps[] = [];
    for (const folder of folders) {
      const batches = findFiles(this.host, folder, ['spec', 'artifact']);
      for (;;) {
        // Whoever waits for this scan needs the result of the later one.
        if (scan !== this.lastScan) return this.ready;
        const next = batches.next();
        if (next.done) {
          gaps.push(next.value);
          break;
        }
        for (const file of next.value) {
          this.add(file);
          found?.push(file);
        }
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    this.gaps = found ? [...this.gaps, ...gaps] : gaps;
    return gaps;
  }
}
