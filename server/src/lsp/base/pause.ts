// Work that waits, in Node and in a browser, which has fewer kinds of timers.

interface Timers {
  readonly setImmediate?: (work: () => void) => unknown;
}

/** Calls a function after the messages that have already arrived. */
export function soon(work: () => void): void {
  const { setImmediate } = globalThis as Timers;
  if (setImmediate) setImmediate(work);
  else setTimeout(work, 0);
}

/** Resolves after the messages that have already arrived. */
export const pause = (): Promise<void> => new Promise(soon);

/** A timer that `clearTimeout` stops. */
export type Timer = ReturnType<typeof setTimeout>;

/** Calls a function after some milliseconds. Node does not wait for it when all else has ended. */
export function later(work: () => void, milliseconds: number): Timer {
  const timer = setTimeout(work, milliseconds);
  (timer as { readonly unref?: () => void }).unref?.();
  return timer;
}
