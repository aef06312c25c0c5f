// Caches the results of a function for the duration of one command, during which files count as unchanged.

/** The same function, called at most once for each key. */
export function memoize<T>(compute: (key: string) => T): (key: string) => T {
  const cache = new Map<string, T>();
  return key => {
    if (!cache.has(key)) cache.set(key, compute(key));
    return cache.get(key) as T;
  };
}
