// Searches the workspace again for a client that cannot watch files: runs that were trained in a terminal appear, and those that were removed are gone.
import { later } from './pause';

/** A search takes at most this part of the time, because it lists all folders. */
const SHARE = 1 / 20;

/** Runs a search when it is asked to, one at a time; what is asked meanwhile is one more search. */
export class SearchAgain {
  private isAsked = false;
  private isRunning = false;
  private freeAt = 0;

  constructor(private readonly search: () => Promise<void>) {}

  /** Something may have appeared or be gone. */
  ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    if (!this.isRunning) this.plan();
  }

  private plan(): void {
    later(() => void this.run(), Math.max(0, this.freeAt - performance.now()));
  }

  private async run(): Promise<void> {
    const start = performance.now();
    this.isAsked = false;
    this.isRunning = true;
    await this.search();
    const end = performance.now();
    this.freeAt = end + (end - start) / SHARE;
    this.isRunning = false;
    if (this.isAsked) this.plan();
  }
}
