// Which elements of two lists correspond to each other.

/** For each element of `old`, the index of the element of `current` that corresponds to it; undefined where none does. */
export type Matches = readonly (number | undefined)[];

/** Pairs elements with the same key: the first with the first, the second with the second. Their order does not matter. */
export function matchByKey(old: readonly string[], current: readonly string[]): Matches {
  const places = new Map<string, number[]>();
  current.forEach((key, i) => {
    const known = places.get(key);
    if (known) known.push(i);
    else places.set(key, [i]);
  });
  const used = new Map<string, number>();
  return old.map(key => {
    const count = used.get(key) ?? 0;
    used.set(key, count + 1);
    return places.get(key)?.[count];
  });
}

/** An element of an ordered list. `kind`: what elements that changed have in common. */
export interface Ordered {
  readonly meaning: string;
  readonly kind: string;
}

/** Pairs the elements of two ordered lists in order: as many equal ones as possible, then between these the ones of one kind, then the others. */
export function matchInOrder(old: readonly Ordered[], current: readonly Ordered[]): Matches {
  const matches: (number | undefined)[] = old.map(() => undefined);
  const all = { old: { start: 0, end: old.length }, current: { start: 0, end: current.length } };
  const rest = pairEqual(matches, all, (i, j) => old[i]?.meaning === current[j]?.meaning);
  for (const gap of rest.flatMap(one => pairEqual(matches, one, (i, j) => old[i]?.kind === current[j]?.kind)))
    for (let i = gap.old.start, j = gap.current.start; i < gap.old.end && j < gap.current.end; i++) matches[i] = j++;
  return matches;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Gap {
  readonly old: Range;
  readonly current: Range;
}

type IsEqual = (old: number, current: number) => boolean;

// The table of a longer comparison takes too much time, so only equal elements at the beginning and the end are paired.
const MAX_CELLS = 250_000;

// Pairs a longest common series in a gap, and returns what is left between its elements.
function pairEqual(matches: (number | undefined)[], gap: Gap, isEqual: IsEqual): Gap[] {
  const { middle, pairs: ends } = trimmed(gap, isEqual);
  const cells = (middle.old.end - middle.old.start) * (middle.current.end - middle.current.start);
  const pairs = [...ends, ...(cells > MAX_CELLS ? [] : longestSeries(middle, isEqual))].sort(([a], [b]) => a - b);
  let [old, current] = [gap.old.start, gap.current.start];
  const rest: Gap[] = [];
  for (const [i, j] of [...pairs, [gap.old.end, gap.current.end] as const]) {
    if (i > old || j > current) rest.push({ old: { start: old, end: i }, current: { start: current, end: j } });
    if (i < gap.old.end) matches[i] = j;
    [old, current] = [i + 1, j + 1];
  }
  return rest;
}

type IndexPair = readonly [old: number, current: number];

function trimmed({ old, current }: Gap, isEqual: IsEqual): { readonly middle: Gap; readonly pairs: IndexPair[] } {
  const pairs: IndexPair[] = [];
  let [start, other] = [old.start, current.start];
  while (start < old.end && other < current.end && isEqual(start, other)) pairs.push([start++, other++]);
  let [end, otherEnd] = [old.end, current.end];
  while (end > start && otherEnd > other && isEqual(end - 1, otherEnd - 1)) pairs.push([--end, --otherEnd]);
  return { middle: { old: { start, end }, current: { start: other, end: otherEnd } }, pairs };
}

function longestSeries({ old, current }: Gap, isEqual: IsEqual): IndexPair[] {
  const width = current.end - current.start + 1;
  const height = old.end - old.start;
  // The length of a longest common series from each pair of positions to the ends.
  const lengths = new Uint32Array((height + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const isPair = (i: number, j: number): boolean => isEqual(old.start + i, current.start + j);
  for (let i = height - 1; i >= 0; i--)
    for (let j = width - 2; j >= 0; j--)
      lengths[i * width + j] = isPair(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: IndexPair[] = [];
  for (let i = 0, j = 0; i < height && j < width - 1; ) {
    if (isPair(i, j)) pairs.push([old.start + i++, current.start + j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
