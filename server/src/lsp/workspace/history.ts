// Older versions of specs, from git. Filled in the background, only in a trusted workspace; features read what is there.
import type { Host } from '../../../../src-shared/host/host';
import {
  type SpecHistory,
  type SpecVersion,
  specHistory,
  tips,
  versionText,
} from '../../../../src-shared/repro/git/git';

/** Within this time git is not asked again whether something was committed. */
const FRESH_MS = 2000;

interface FolderHistory {
  /** Commits at the ends of all branches when git was read. */
  readonly tips: string;
  readonly versions: SpecHistory;
}

/** Versions of specs by CONFIG_HASH, for each folder. */
export class History {
  private readonly folders = new Map<string, FolderHistory>();
  private underWay: Promise<boolean> | undefined;
  private checked = Number.NEGATIVE_INFINITY;

  constructor(private readonly host: Host) {}

  /** The version of a spec with a hash; undefined when git knows none or was not asked. */
  version(hash: string): SpecVersion | undefined {
    for (const { versions } of this.folders.values()) {
      const found = versions.get(hash);
      if (found) return found;
    }
    return undefined;
  }

  /** The text of the version with a hash; undefined when git knows none. */
  async text(hash: string): Promise<string | undefined> {
    for (const [folder, { versions }] of this.folders) {
      const version = versions.get(hash);
      if (version) return versionText(this.host, folder, version);
    }
    return undefined;
  }

  /** Drops what is known of a folder. */
  forget(folder: string): void {
    this.folders.delete(folder);
  }

  /** Reads git again where a branch moved; true when something changed. Whoever asks while that is under way waits for the same answer. */
  refresh(folders: readonly string[]): Promise<boolean> {
    if (this.underWay) return this.underWay;
    if (performance.now() - this.checked < FRESH_MS) return Promise.resolve(false);
    this.underWay = this.read(folders).finally(() => {
      this.underWay = undefined;
      this.checked = performance.now();
    });
    return this.underWay;
  }

  private async read(folders: readonly string[]): Promise<boolean> {
    let changed = false;
    for (const folder of folders) {
      const now = await tips(this.host, folder);
      if (now === undefined || this.folders.get(folder)?.tips === now) continue;
      const versions = await specHistory(this.host, folder);
      if (!versions) continue;
      this.folders.set(folder, { tips: now, versions });
      changed = true;
    }
    return changed;
  }
}
