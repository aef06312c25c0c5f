// A function that works out each answer once, for the time of one command, in which files count as unchanged.

/** The same function, with its answers kept. */
export function memoize<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return key => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
