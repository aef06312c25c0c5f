// Which specs and artifacts the workspace folders hold. Walked once in the background, then kept up to date by file events.
import type { Host } from '../../../src-shared/host/host';
import { isArtifactPath, isSpecPath, walk } from '../../../src-shared/repro/walk';

// An editor asks for the documents that it has open as soon as the server is up. Walking, and the git that follows it, would make them wait.
const HEAD_START_MS = 100;

/** Paths of specs and of files that may be artifacts. What they hold is read when it is asked for. */
export class Inventory {
  readonly specs = new Set<string>();
  readonly artifacts = new Set<string>();
  /** Resolves when the first walk is done. */
  ready: Promise<void> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Walks folders, pausing after each so that requests are answered in between. */
  scan(folders: readonly string[]): Promise<void> {
    this.ready = this.walkAll(folders);
    return this.ready;
  }

  /** A file appeared or changed. */
  add(path: string): void {
    if (isSpecPath(path)) this.specs.add(path);
    else if (isArtifactPath(path)) this.artifacts.add(path);
  }

  /** A file or folder is gone. */
  remove(path: string): void {
    for (const set of [this.specs, this.artifacts])
      for (const known of set) if (known === path || known.startsWith(`${path}/`)) set.delete(known);
  }

  private async walkAll(folders: readonly string[]): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, HEAD_START_MS));
    for (const folder of folders)
      for (const files of walk(this.host, folder)) {
        for (const file of files) this.add(file);
        await new Promise(resolve => setImmediate(resolve));
      }
  }
}
