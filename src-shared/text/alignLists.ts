// Aligns two lists, so that an item that one of them has in addition does not make all following ones differ.

/** Items that belong together, by their indices; one of them is absent for an item of one list only. */
export interface AlignedItems {
  readonly a?: number;
  readonly b?: number;
}

/** How items are compared. `alike`: items that are not the same, but rather a changed item than two different ones. */
export interface ItemComparison<T> {
  readonly same: (a: T, b: T) => boolean;
  readonly alike: (a: T, b: T) => boolean;
}

/**
 * The alignment with the fewest changes, in order. The time is that of the product of the two parts between the equal beginning and the equal end; where
 * that is too large, these parts are aligned by position.
 */
export function alignLists<T>(a: readonly T[], b: readonly T[], comparison: ItemComparison<T>): AlignedItems[] {
  const shorter = Math.min(a.length, b.length);
  const isSame = (i: number, j: number): boolean => comparison.same(a[i] as T, b[j] as T);
  let start = 0;
  while (start < shorter && isSame(start, start)) start++;
  let end = 0;
  while (end < shorter - start && isSame(a.length - 1 - end, b.length - 1 - end)) end++;
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  const isLarge = middleA.length * middleB.length > MAX_CELLS;
  const middle = isLarge ? byPosition(middleA.length, middleB.length) : fewestChanges(middleA, middleB, comparison);
  return [
    ...Array.from({ length: start }, (_, i) => ({ a: i, b: i })),
    ...middle.map(({ a: i, b: j }) => ({
      ...(i !== undefined && { a: i + start }),
      ...(j !== undefined && { b: j + start }),
    })),
    ...Array.from({ length: end }, (_, i) => ({ a: a.length - end + i, b: b.length - end + i })),
  ];
}

/** Some milliseconds. */
const MAX_CELLS = 250_000;

const byPosition = (a: number, b: number): AlignedItems[] =>
  Array.from({ length: Math.max(a, b) }, (_, i) => ({ ...(i < a && { a: i }), ...(i < b && { b: i }) }));

// An item that one list has in addition, and an item that was changed or replaced by another one.
const ADDED = 4;
const CHANGED = 4;
const REPLACED = 5;

// The least costs of aligning what follows each pair of indices. There is nothing behind an end, so that costs more than anything else.
function costsOf<T>(a: readonly T[], b: readonly T[], { same, alike }: ItemComparison<T>) {
  const width = b.length + 1;
  const costs = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number =>
    i > a.length || j > b.length ? Number.POSITIVE_INFINITY : (costs[i * width + j] ?? 0);
  const difference = (x: T, y: T): number => (same(x, y) ? 0 : alike(x, y) ? CHANGED : REPLACED);
  const pair = (i: number, j: number): number =>
    i < a.length && j < b.length ? at(i + 1, j + 1) + difference(a[i] as T, b[j] as T) : Number.POSITIVE_INFINITY;
  const onlyA = (i: number, j: number): number => at(i + 1, j) + ADDED;
  for (let i = a.length; i >= 0; i--)
    for (let j = b.length; j >= 0; j--)
      if (i < a.length || j < b.length) costs[i * width + j] = Math.min(pair(i, j), onlyA(i, j), at(i, j + 1) + ADDED);
  return { at, pair, onlyA };
}

// The way along the smallest costs.
function fewestChanges<T>(a: readonly T[], b: readonly T[], comparison: ItemComparison<T>): AlignedItems[] {
  const { at, pair, onlyA } = costsOf(a, b, comparison);
  const aligned: AlignedItems[] = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const isPair = at(i, j) === pair(i, j);
    const hasA = isPair || at(i, j) === onlyA(i, j);
    const hasB = isPair || !hasA;
    aligned.push({ ...(hasA && { a: i }), ...(hasB && { b: j }) });
    if (hasA) i++;
    if (hasB) j++;
  }
  return aligned;
}
