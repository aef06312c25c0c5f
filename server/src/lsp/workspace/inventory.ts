// Which specs and runs the workspace folders hold, and what they say. Walked once in the background, then kept up to date by file events, so that
// a lens or a pick costs no reading.

import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import type { Claims } from '../../../../src-shared/artifacts/kind';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import { readText } from '../../../../src-shared/host/readText';
import { findFiles, isArtifactPath, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import { configHash } from '../../../../src-shared/repro/hash/configHash';

// An editor asks for the documents that it has open as soon as the server is up. Walking, and the git that follows it, would make them wait.
const HEAD_START_MS = 100;
/** Larger JSON files are not looked at: no run is that large. */
const MAX_RUN_BYTES = 1024 * 1024;

/** A run on disk: what its manifest claims and when it was written, in milliseconds since 1970. */
export interface Run {
  readonly claims: Claims;
  readonly modified: number;
}

/** Specs with their CONFIG_HASH on disk (undefined: not UTF-8), and runs, by path. */
export class Inventory {
  readonly specs = new Map<string, string | undefined>();
  readonly runs = new Map<string, Run>();
  /** Counts what is told of specs; what is derived from them is good as long as it stays. */
  revision = 0;
  /** Resolves when the first walk is done. */
  ready: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Walks folders, pausing now and then so that requests are answered in between; gives the folders that hold too many files. */
  scan(folders: readonly string[]): Promise<readonly string[]> {
    const done = this.walkAll(folders);
    this.ready = done;
    return done;
  }

  /** A file appeared or changed: it is read once. */
  add(path: string): void {
    if (isSpecPath(path)) {
      this.specs.set(path, specHash(this.host, path));
      this.revision++;
    }
    if (!isArtifactPath(path)) return;
    const run = readRun(this.host, path);
    if (run) this.runs.set(path, run);
    else this.runs.delete(path);
  }

  /** A file or folder is gone; true when something of ours was there. */
  remove(path: string): boolean {
    let known = false;
    for (const map of [this.specs, this.runs])
      for (const file of map.keys())
        if (file === path || file.startsWith(`${path}/`)) known = map.delete(file) || known;
    if (known) this.revision++;
    return known;
  }

  private async walkAll(folders: readonly string[]): Promise<string[]> {
    await new Promise(resolve => setTimeout(resolve, HEAD_START_MS));
    const cut: string[] = [];
    for (const folder of folders) {
      const portions = findFiles(this.host, folder);
      for (let next = portions.next(); ; next = portions.next()) {
        if (next.done) {
          if (next.value) cut.push(folder);
          break;
        }
        for (const file of next.value) this.add(file);
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    return cut;
  }
}

function specHash(host: Host, path: string): string | undefined {
  const read = readText(host, path);
  return read.ok ? configHash(read.text, host.sha256) : undefined;
}

/** The run in a file; undefined when it holds none. */
export function readRun(host: Host, path: string): Run | undefined {
  // Of a file of which only the beginning counts no more is read, however large it is.
  const isSmall = fileFormatOf(path).head !== undefined || (host.stat(path)?.size ?? 0) <= MAX_RUN_BYTES;
  const read = isSmall ? readArtifactText(host, path) : undefined;
  const artifact = read?.ok ? readArtifact(path, read.text) : undefined;
  const modified = host.stat(path)?.modified;
  return artifact?.kind.isRun && modified !== undefined ? { claims: artifact.claims, modified } : undefined;
}
