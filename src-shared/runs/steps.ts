// Work on many runs in short steps, so that a program with one thread can do something else between them.

/** Work that pauses after each step, and its result. */
export type Steps<T> = Generator<void, T, void>;

/** Does all steps at once. */
export function allSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The items of one step of simple work. */
const STEP = 100;

/** The items that are sorted at once: less than a millisecond of work. */
const SORTED_AT_ONCE = 1000;

/** The items in an order, in a list of their own; equal ones stay in their order. */
export function* sortedInSteps<T>(
  all: readonly T[],
  compare: (a: T, b: T) => number,
  items = SORTED_AT_ONCE,
): Steps<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < all.length; at += items) {
    runs.push(all.slice(at, at + items).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < runs.length; i += 2)
      merged.push(yield* mergedRuns(runs[i] ?? [], runs[i + 1] ?? [], { compare, items }));
    runs = merged;
  }
  return runs[0] ?? [];
}

interface Merging<T> {
  readonly compare: (a: T, b: T) => number;
  readonly items: number;
}

function* mergedRuns<T>(left: readonly T[], right: readonly T[], { compare, items }: Merging<T>): Steps<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const isLeft = r >= right.length || (l < left.length && compare(left[l] as T, right[r] as T) <= 0);
    merged.push((isLeft ? left[l++] : right[r++]) as T);
    if (merged.length % items === 0) yield;
  }
  return merged;
}

/** Computes a value for each item; `items`: the number of items in a step. */
export function* eachInSteps<A, B>(all: readonly A[], compute: (item: A, i: number) => B, items = STEP): Steps<B[]> {
  const found: B[] = [];
  for (const [i, item] of all.entries()) {
    if (i > 0 && i % items === 0) yield;
    found.push(compute(item, i));
  }
  return found;
}
