// Catches the exceptions of requests and background work: a fault in one feature fails one answer, never the server.
import { manyLines } from '../../../../src-shared/text/oneLine';

/** Where exceptions are logged. */
interface Log {
  error(message: string): void;
}

/** Runs a computation. An exception is logged with its stack trace and answered with `fallback`. */
export async function guard<T>(log: Log, what: string, fallback: T, compute: () => T | Promise<T>): Promise<T> {
  try {
    return await compute();
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error(manyLines(`${what} failed: ${cause}`));
    return fallback;
  }
}

/** Does a part of a work, such as one of many files. An exception ends only this part, and the result is what `failed` makes of it. */
export function guardPart<T>(compute: () => T, failed: (error: unknown) => T): T {
  try {
    return compute();
  } catch (error) {
    return failed(error);
  }
}
