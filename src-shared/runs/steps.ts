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

/** Computes a value for each item; `items`: the number of items in a step. */
export function* eachInSteps<A, B>(all: readonly A[], compute: (item: A, i: number) => B, items = STEP): Steps<B[]> {
  const found: B[] = [];
  for (const [i, item] of all.entries()) {
    if (i > 0 && i % items === 0) yield;
    found.push(compute(item, i));
  }
  return found;
}
