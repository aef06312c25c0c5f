// Binary search.

/** The index of the first item for which a condition is true; the number of items if there is none. Once true, it stays true for all later items. */
export function firstIndex<T>(items: readonly T[], isTrue: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
