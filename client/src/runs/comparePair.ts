// Decides which two runs are compared, and which one is the baseline (side A). Independent of VS Code.

/** The two sides of a comparison, as URIs. A is the baseline. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** What the order of two selected manifests depends on. */
export interface PairContext {
  /** The pinned baseline. */
  readonly pinned: string | undefined;
  /** When a run was, in milliseconds since 1970; undefined where that is not known. */
  time(uri: string): number | undefined;
}

/** Reads a pair passed as an argument of the command. */
export function readPair(argument: unknown): Pair | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { a, b } = argument as { readonly [side: string]: unknown };
  return typeof a === 'string' && typeof b === 'string' ? { a, b } : undefined;
}

/** Orders two selected manifests: the pinned baseline is A, else the older one. */
export function orderPair([first, second]: readonly [string, string], context: PairContext): Pair {
  const swapped = context.pinned === second || (context.pinned !== first && isOlder(second, first, context));
  return swapped ? { a: second, b: first } : { a: first, b: second };
}

// The times of files that a checkout wrote are almost equal, so paths are compared instead.
const SIMULTANEOUS_MS = 2000;

function isOlder(one: string, other: string, context: PairContext): boolean {
  const difference = (context.time(one) ?? 0) - (context.time(other) ?? 0);
  return Math.abs(difference) > SIMULTANEOUS_MS ? difference < 0 : one < other;
}

/** Pairs a manifest with the pinned baseline; undefined without a baseline or for the baseline itself. */
export function pairWithBaseline(one: string, pinned: string | undefined): Pair | undefined {
  return pinned !== undefined && pinned !== one ? { a: pinned, b: one } : undefined;
}
