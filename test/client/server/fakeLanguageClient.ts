// A client library without a server process: the test decides when the server starts and crashes.

/** States and rejections of vscode-languageclient 11, `BaseLanguageClient`. */
export class FakeLanguageClient {
  state: 'starting' | 'running' | 'failed' | 'stopped' = 'stopped';
  isDisposed = false;
  private current: { promise: Promise<void>; resolve(): void; reject(error: Error): void } | undefined;

  constructor(
    _id: string,
    _name: string,
    _server: object,
    readonly options: {
      readonly initializationOptions: () => unknown;
      readonly markdown: { readonly supportThemeIcons: boolean };
    },
  ) {
    latest = this;
  }

  onNotification(): void {}
  onRequest(): void {}
  needsStop = (): boolean => this.state === 'starting' || this.state === 'running';

  async start(): Promise<void> {
    if (this.isDisposed) throw new Error('disposed');
    if (!this.current) {
      this.current = pending();
      this.state = 'starting';
    }
    return this.current.promise;
  }

  /** The server answered `initialize`. */
  initialized(): void {
    this.state = 'running';
    this.current?.resolve();
  }

  /** The server ended before it answered `initialize`; the library starts it again. */
  crashWhileStarting(): void {
    this.current?.reject(new Error('connection closed'));
    this.current = undefined;
    this.state = 'failed';
    void this.start().catch(() => undefined);
  }

  /** Sends a part, if the client wants parts, before the answer. */
  async sendRequest(method: string, params: { partialResultToken?: string }, ...more: unknown[]): Promise<string> {
    // The library sends each of them as a parameter, except for a token.
    if (more.includes(undefined)) throw new Error('one parameter too many');
    if (this.state === 'failed' || this.state === 'stopped') throw new Error('not running');
    await this.start();
    if (params.partialResultToken !== undefined) this.listeners.get(params.partialResultToken)?.(`part of ${method}`);
    return `answer of ${method}`;
  }

  readonly listeners = new Map<string, (value: unknown) => void>();

  onProgress(_type: object, token: string, listener: (value: unknown) => void) {
    this.listeners.set(token, listener);
    return { dispose: () => this.listeners.delete(token) };
  }

  async sendNotification(): Promise<void> {
    throw new Error('not running');
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
    if (this.state === 'starting' || this.state === 'failed') throw new Error(`cannot be stopped: ${this.state}`);
    this.state = 'stopped';
  }
}

let latest: FakeLanguageClient | undefined;

/** The client that was created last. */
export function library(): FakeLanguageClient {
  if (!latest) throw new Error('no client was created');
  return latest;
}

function pending() {
  let [resolve, reject] = [(): void => undefined, (_error: Error): void => undefined];
  const promise = new Promise<void>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  return { promise, resolve, reject };
}
