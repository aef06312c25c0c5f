// Results that are used again for a second: features need them at each keystroke, and they depend on files.

/** How long what was read from a file is used without comparing it with the disk, in milliseconds. An event about the file ends this time. */
export const FRESH_MS = 1000;

/** Results by key. All of them are dropped together, a second after the first one was stored. */
export class RecentResults<T> {
  private since = 0;
  private readonly results = new Map<string, T>();

  get(key: string): T | undefined {
    this.dropOld();
    return this.results.get(key);
  }

  /** Writes: stores a result. */
  set(key: string, result: T): void {
    this.dropOld();
    if (this.results.size === 0) this.since = performance.now();
    this.results.set(key, result);
  }

  /** Writes: drops all results. */
  clear(): void {
    this.results.clear();
  }

  private dropOld(): void {
    if (performance.now() - this.since >= FRESH_MS) this.results.clear();
  }
}
