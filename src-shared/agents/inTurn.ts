// Work that runs only a few at a time.

/** A function that starts work when fewer than `most` are running, in the order of its calls. */
export function inTurn(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async work => {
    if (running < most) running++;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, so `running` stays.
      if (next) next();
      else running--;
    }
  };
}
