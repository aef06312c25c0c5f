// Decides which two runs are compared, and which of them is the baseline (side A). Knows nothing of VS Code.

/** The two sides of a comparison, as URIs. A is the baseline. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** What is known about two selected manifests. */
export interface PairContext {
  /** The baseline that the user has pinned. */
  readonly pinned: string | undefined;
  /** Time of a file in milliseconds. */
  time(uri: string): number | undefined;
}

/** A pair that was decided already, as an argument of the command. */
export function readPair(argument: unknown): Pair | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { a, b } = argument as { readonly [side: string]: unknown };
  return typeof a === 'string' && typeof b === 'string' ? { a, b } : undefined;
}

/** Two selected manifests as a pair: the pinned baseline is A, else the older one. */
export function orderPair([first, second]: readonly [string, string], context: PairContext): Pair {
  const swapped = context.pinned === second || (context.pinned !== first && isOlder(second, first, context));
  return swapped ? { a: second, b: first } : { a: first, b: second };
}

// Files of a checkout are written at once, in any order; then the paths are compared, because they often hold a date.
const SIMULTANEOUS_MS = 2000;

function isOlder(one: string, other: string, context: PairContext): boolean {
  const difference = (context.time(one) ?? 0) - (context.time(other) ?? 0);
  return Math.abs(difference) > SIMULTANEOUS_MS ? difference < 0 : one < other;
}

/** One manifest with a pinned baseline is a pair; with itself, or without a baseline, it is not. */
export function pairWithBaseline(one: string, pinned: string | undefined): Pair | undefined {
  return pinned !== undefined && pinned !== one ? { a: pinned, b: one } : undefined;
}
