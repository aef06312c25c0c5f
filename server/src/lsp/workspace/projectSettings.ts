// The settings that projects share in `.kynml.json`, by the folder of a file. Each file is read once until it may have changed.
import type { FolderEntry, Host } from '../../../../src-shared/host/host';
import { basename, dirname, isInside } from '../../../../src-shared/host/paths';
import { SETTINGS_FILE, settingsSearch } from '../../../../src-shared/repro/settings/findSettings';
import { readSettings } from '../../../../src-shared/repro/settings/readSettings';
import type { SharedSettings } from '../../../../src-shared/repro/settings/sharedSettings';

/** Settings and the folder that their patterns start from. */
export interface FolderOfSettings {
  readonly folder: string;
  readonly settings: SharedSettings;
}

/** What decides which settings count. */
export interface SettingsTrust {
  readonly folders: readonly string[];
  readonly trusted: boolean;
  isRefused(path: string): boolean;
}

const MARKS: ReadonlySet<string> = new Set([SETTINGS_FILE, '.git']);

/** The cache. */
export class ProjectSettings {
  private find: (folder: string) => string | undefined;
  private readonly read = new Map<string, FolderOfSettings | undefined>();
  // Of before the last change. Settings with the same values stay the same object, because analyses are reused by their options.
  private readonly known = new Map<string, FolderOfSettings>();
  /** Folders in which no name begins with a dot. */
  private readonly without = new Set<string>();
  private folders: readonly string[] = [];
  private trusted = false;

  constructor(
    private readonly host: Host,
    private readonly trust: SettingsTrust,
  ) {
    this.find = this.search();
  }

  /** The settings for the files of a folder; undefined where there are none, or where they have errors, which are findings of their file. */
  of(folder: string): FolderOfSettings | undefined {
    const { folders, trusted } = this.trust;
    if (folders !== this.folders || trusted !== this.trusted) this.readAgain();
    [this.folders, this.trusted] = [folders, trusted];
    const path = this.find(folder);
    if (path === undefined) return undefined;
    if (!this.read.has(path)) this.read.set(path, this.settingsAt(path));
    return this.read.get(path);
  }

  /**
   * Remembers a folder that a search has just listed. In most folders no name begins with a dot, so the system is not asked for their settings until they may
   * have changed. It is asked about all others, because it compares names in its own way, for example without regard to case.
   */
  listed(folder: string, entries: readonly FolderEntry[]): void {
    if (entries.some(({ name }) => name.startsWith('.'))) this.without.delete(folder);
    else this.without.add(folder);
  }

  private search(): (folder: string) => string | undefined {
    return settingsSearch(this.host, folder => this.without.has(folder));
  }

  /** These files, or files in these folders, changed. */
  changed(paths: readonly string[]): void {
    const isFound = (path: string): boolean => [...this.read.keys()].some(file => isInside(path, file));
    if (paths.some(path => MARKS.has(basename(path)) || isFound(path))) this.clear();
  }

  /** All files may have changed. */
  clear(): void {
    this.without.clear();
    this.readAgain();
  }

  private readAgain(): void {
    this.find = this.search();
    this.read.clear();
  }

  private settingsAt(path: string): FolderOfSettings | undefined {
    const result = this.trust.isRefused(path) ? undefined : readSettings(this.host, path);
    if (!result?.ok) return undefined;
    // A project that is not trusted does not decide what a difference means, nor which value is better.
    const settings = this.trusted ? result.settings : { ...result.settings, policy: {}, metricDirections: {} };
    const now = { folder: dirname(path), settings };
    const before = this.known.get(path);
    if (before && JSON.stringify(before) === JSON.stringify(now)) return before;
    this.known.set(path, now);
    return now;
  }
}
