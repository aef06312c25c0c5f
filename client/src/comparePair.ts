// Decides which two runs are compared, and which of them is the baseline (side A). Knows nothing of VS Code.

/** The two sides of a comparison, as URIs. A is the baseline. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** Two selected manifests as a pair: the pinned baseline is A, else the older one, else the order of the selection. */
export function orderPair(
  two: readonly [string, string],
  known: { pinned: string | undefined; time(uri: string): number | undefined },
): Pair {
  const [first, second] = two;
  const swapped = { a: second, b: first };
  if (known.pinned === second) return swapped;
  const straight = { a: first, b: second };
  if (known.pinned === first) return straight;
  return (known.time(second) ?? 0) < (known.time(first) ?? 0) ? swapped : straight;
}

/** One manifest with a pinned baseline is a pair; with itself, or without a baseline, it is not. */
export function withBaseline(one: string, pinned: string | undefined): Pair | undefined {
  return pinned !== undefined && pinned !== one ? { a: pinned, b: one } : undefined;
}
