// The goldens of open indexes, so that a keystroke does not read the disk. They are read again after file events (server.ts).
import type { Golden } from '../../../../src-shared/artifacts/kind';
import type { Host } from '../../../../src-shared/host/host';
import { type GoldenFiles, type IndexPlace, readGoldens } from '../../../../src-shared/repro/golden/files';
import type { GoldensView } from './workspaceView';

interface CacheEntry {
  readonly request: string;
  readonly files: GoldenFiles;
}

/** Cache of goldens by the path of their index. */
export class GoldenCache implements GoldensView {
  private readonly entries = new Map<string, CacheEntry>();

  constructor(private readonly host: Host) {}

  of(goldens: readonly Golden[], place: IndexPlace): GoldenFiles {
    const request = [place.within, ...goldens.map(g => g.relpath)].join('\n');
    const key = place.path ?? '';
    const cached = this.entries.get(key);
    if (cached?.request === request) return cached.files;
    const files = readGoldens(goldens, place, this.host);
    this.entries.set(key, { request, files });
    return files;
  }

  /** Writes: files may have changed. */
  invalidate(): void {
    this.entries.clear();
  }
}
