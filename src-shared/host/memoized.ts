/** A function that computes each result once, for work in which the file system counts as unchanged. Its argument is often a path. */
export function memoized<T, K = string>(compute: (key: K) => T): (key: K) => T {
  const known = new Map<K, { readonly value: T }>();
  return key => {
    const entry = known.get(key) ?? { value: compute(key) };
    known.set(key, entry);
    return entry.value;
  };
}
