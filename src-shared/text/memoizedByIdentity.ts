// Results that are kept with the object that they were computed from.

/** A function that computes the result for each object once. A result is kept as long as its object is. */
export function memoizedByIdentity<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return key => {
    const entry = known.get(key) ?? { value: compute(key) };
    known.set(key, entry);
    return entry.value;
  };
}
