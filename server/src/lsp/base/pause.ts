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

/** A message takes some turns of the event loop until it is answered. With only one turn between two long pieces of work, each of these turns would wait for one. */
const TURNS = 20;

/** Resolves after the messages that have already arrived were answered. In a browser, where a turn takes milliseconds, after one turn. */
export async function pause(): Promise<void> {
  const { setImmediate } = globalThis as Timers;
  for (let turn = 0; turn < (setImmediate ? TURNS : 1); turn++) await new Promise<void>(soon);
}

/** A timer that `clearTimeout` stops. */
export type Timer = ReturnType<typeof setTimeout>;

/** Calls a function after some milliseconds. Node does not wait for it when all else has ended. */
export function later(work: () => void, milliseconds: number): Timer {
  const timer = setTimeout(work, milliseconds);
  (timer as { readonly unref?: () => void }).unref?.();
  return timer;
}
