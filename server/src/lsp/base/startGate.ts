// An editor requests its open documents right after the start. What reads the workspace and starts git waits for the first findings, because it
// would delay them.
import { later } from './pause';

/** Without an open document there is nothing to wait for. */
const NOTHING_OPEN_MS = 100;
/** A client may never request findings. */
const LIMIT_MS = 500;

/** The start of the work in the background. */
export class StartGate {
  /** Resolves when the work may start. */
  readonly opened: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor() {
    this.opened = new Promise(resolve => {
      this.resolve = resolve;
    });
  }

  /** The work may start: the first findings were sent, or the user requested a result of it. */
  open(): void {
    this.resolve();
  }

  /** The client is ready: the work starts after a limit in any case. */
  begin(isAnythingOpen: () => boolean): void {
    setTimeout(() => {
      if (!isAnythingOpen()) this.open();
    }, NOTHING_OPEN_MS);
    later(() => this.open(), LIMIT_MS);
  }
}
