// The one place where exceptions end: a fault in one feature costs one answer, never the server.

/** Where faults are told. */
export interface Log {
  error(message: string): void;
}

/** Runs a computation; what it throws is logged with its trace and answered by `fallback`. */
export async function guard<T>(log: Log, what: string, fallback: T, compute: () => T | Promise<T>): Promise<T> {
  try {
    return await compute();
  } catch (error) {
    log.error(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fallback;
  }
}
