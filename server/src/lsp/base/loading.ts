// Files that must be loaded before they can be read: a browser reads them through the editor, which takes time.

/** Loads files for the host. Neither function rejects. */
export interface Loading {
  /** Loads what is in some folders. */
  load(folders: readonly string[]): Promise<void>;
  /** Loads files and folders that changed. */
  refresh(changes: readonly { readonly path: string; readonly isDeleted: boolean }[]): Promise<void>;
}

/** Work on files that follows their loading, in the order in which it was requested. Without `loading`, it is done at once. */
export class LoadingQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** `failed` is called with the error of a work. */
  constructor(
    private readonly loading: Loading | undefined,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Loads what is in some folders; waits for nothing. */
  async start(folders: readonly string[]): Promise<void> {
    await this.loading?.load(folders);
  }

  /** Loads files, then does work. */
  after(load: (loading: Loading) => Promise<void>, work: () => void): void {
    const { loading } = this;
    if (!loading) work();
    else this.last = this.last.then(() => load(loading).then(work)).catch(this.failed);
  }

  /** The result of work that needs the files as they were reported last. */
  answer<R>(work: () => Promise<R>): Promise<R> {
    return this.loading ? this.last.then(work) : work();
  }
}
