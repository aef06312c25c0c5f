// The goldens of the indexes that are open, so that a keystroke asks the disk for nothing. They are read again after any event about files (server.ts).
import type { Golden } from '../../../../src-shared/artifacts/kind';
import type { Host } from '../../../../src-shared/host/host';
import { type GoldenFiles, type IndexPlace, readGoldens } from '../../../../src-shared/repro/golden/files';

interface Known {
  readonly asked: string;
  readonly files: GoldenFiles;
}

/** Cache of goldens by the path of their index. */
export class GoldenCache {
  private readonly known = new Map<string, Known>();

  constructor(private readonly host: Host) {}

  /** The goldens that an index names, as they were when they were last read. */
  of(goldens: readonly Golden[], place: IndexPlace): GoldenFiles {
    const asked = [place.within, ...goldens.map(g => g.relpath)].join('\n');
    const key = place.path ?? '';
    const known = this.known.get(key);
    if (known?.asked === asked) return known.files;
    const files = readGoldens(goldens, place, this.host);
    this.known.set(key, { asked, files });
    return files;
  }

  /** Writes: files may have changed. */
  forget(): void {
    this.known.clear();
  }
}
