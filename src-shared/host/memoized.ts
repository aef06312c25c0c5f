/** A function of a path that computes each result once, for work in which the file system counts as unchanged. */
export function memoized<T>(compute: (path: string) => T): (path: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return path => {
    const entry = known.get(path) ?? { value: compute(path) };
    known.set(path, entry);
    return entry.value;
  };
}
