// The specs and runs of the workspace folders. Scanned once in the background, then updated by file events, so that a lens or a quick pick reads no file.
import type { Host } from '../../../../src-shared/host/host';
import { readText } from '../../../../src-shared/host/readText';
import { findFiles, isArtifactPath, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { isLockFile } from '../../../../src-shared/repro/files/isLockFile';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { type Run, readRun } from '../../../../src-shared/runs/readRun';
import type { InventoryView } from './workspaceView';

/** An editor requests its open documents right after the start; the scan, and git after it, would delay the answers. */
const SCAN_DELAY_MS = 100;

/** Specs and runs by path. */
export class Inventory implements InventoryView {
  readonly specs = new Map<string, string | undefined>();
  readonly runs = new Map<string, Run>();
  private readonly locks = new Map<string, true>();
  revision = 0;
  ready: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Writes: scans folders, with pauses in which requests are answered; resolves to the folders that contain too many files. */
  scan(folders: readonly string[]): Promise<readonly string[]> {
    const done = this.scanAll(folders);
    this.ready = done;
    return done;
  }

  /** Writes: a file appeared or changed; it is read once. */
  add(path: string): void {
    if (isSpecPath(path)) {
      this.specs.set(path, specHash(this.host, path));
      this.revision++;
    }
    if (!isArtifactPath(path)) return;
    const run = readRun(this.host, path);
    if (run) this.runs.set(path, run);
    else this.runs.delete(path);
    if (isLockFile(this.host, path)) this.locks.set(path, true);
    else this.locks.delete(path);
  }

  /** Writes: a file or folder was deleted; true when it contained a spec or a run. */
  remove(path: string): boolean {
    let isRemoved = false;
    for (const map of [this.specs, this.runs, this.locks])
      for (const file of map.keys())
        if (file === path || file.startsWith(`${path}/`)) isRemoved = map.delete(file) || isRemoved;
    if (isRemoved) this.revision++;
    return isRemoved;
  }

  /** Whether a spec or a lock was found. */
  usesKynml(): boolean {
    return this.specs.size > 0 || this.locks.size > 0;
  }

  private async scanAll(folders: readonly string[]): Promise<string[]> {
    await new Promise(resolve => setTimeout(resolve, SCAN_DELAY_MS));
    const truncated: string[] = [];
    for (const folder of folders) {
      const batches = findFiles(this.host, folder);
      for (let next = batches.next(); ; next = batches.next()) {
        if (next.done) {
          if (next.value) truncated.push(folder);
          break;
        }
        for (const file of next.value) this.add(file);
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    return truncated;
  }
}

function specHash(host: Host, path: string): string | undefined {
  const read = readText(host, path);
  return read.ok ? configHash(read.text, host.sha256) : undefined;
}
