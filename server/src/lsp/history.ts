// Older versions of specs, from git. Filled in the background, only in a trusted workspace; features read what is there.
import type { Host } from '../../../src-shared/host/host';
import {
  headCommit,
  type SpecHistory,
  type SpecVersion,
  specHistory,
  versionText,
} from '../../../src-shared/repro/git';

interface FolderHistory {
  readonly head: string;
  readonly versions: SpecHistory;
}

/** Versions of specs by CONFIG_HASH, for each folder. */
export class History {
  private readonly folders = new Map<string, FolderHistory>();

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

  /** Reads git again where HEAD moved. True when something changed. */
  async refresh(folders: readonly string[]): Promise<boolean> {
    let changed = false;
    for (const folder of folders) {
      const head = await headCommit(this.host, folder);
      if (head === undefined || this.folders.get(folder)?.head === head) continue;
      this.folders.set(folder, { head, versions: await specHistory(this.host, folder) });
      changed = true;
    }
    return changed;
  }
}
