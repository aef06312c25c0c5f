// Finds the entry of a block at an offset.
import type { Entry, Item } from './ast';

/** The last entry that starts at or before an offset of its block. Binary search: entries are in text order. */
export function entryAt(item: Item, offset: number): Entry | undefined {
  const entries = item.kind === 'block' ? item.entries : [];
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}

/** The entry on the line of an offset. */
export function entryOnLine(item: Item, offset: number): Entry | undefined {
  const entry = entryAt(item, offset);
  return entry && !/[\r\n]/.test(item.text.slice(entry.span.start, offset)) ? entry : undefined;
}
