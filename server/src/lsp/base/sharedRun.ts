// Background work that answers for the state at the time of a call, without a run for each call.

/** Runs one task at a time. Calls during a run share one further run, because the running one may have read what changed since. */
export class SharedRun<T> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  /** The run in progress. */
  get current(): Promise<T> | undefined {
    return this.running;
  }

  /** The result of a run that starts after this call. */
  start(work: () => Promise<T>): Promise<T> {
    if (!this.running) {
      this.running = work().finally(() => {
        this.running = undefined;
      });
      return this.running;
    }
    const again = (): Promise<T> => {
      this.next = undefined;
      return this.start(work);
    };
    this.next ??= this.running.then(again, again);
    return this.next;
  }
}
