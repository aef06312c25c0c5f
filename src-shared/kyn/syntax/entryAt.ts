// The entry of a block that a place belongs to.
import type { Entry, Item } from './ast';

/** The last entry that starts before or at an offset of its block, in time that does not grow with the block; entries stand in text order. */
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

/** The entry on whose line an offset stands. */
export function entryOnLine(item: Item, offset: number): Entry | undefined {
  const entry = entryAt(item, offset);
  return entry && !/[\r\n]/.test(item.text.slice(entry.span.start, offset)) ? entry : undefined;
}
