// Did-you-mean: the candidate that a mistyped word most likely means.

/** Edit distance with swaps of adjacent characters (optimal string alignment); stops above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // A common prefix and suffix are skipped, which makes most comparisons short.
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let cut = 0;
  const shorter = Math.min(a.length, b.length) - start;
  while (cut < shorter && a[a.length - 1 - cut] === b[b.length - 1 - cut]) cut++;
  return distance(a.slice(start, a.length - cut), b.slice(start, b.length - cut), limit);
}

// Only cells near the diagonal can stay within the limit, so the time is proportional to the length of the words.
function distance(a: string, b: string, limit: number): number {
  const far = limit + 1;
  let beforeLast: readonly number[] = [];
  // Cell k of row i belongs to j = i - limit + k.
  let last: readonly number[] = Array.from({ length: 2 * limit + 1 }, (_, k) => (k < limit ? far : k - limit));
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [];
    let best = far;
    for (let k = 0; k <= 2 * limit; k++) {
      const j = i - limit + k;
      const cost = j < 0 || j > b.length ? far : j === 0 ? i : costAt({ a, b, i, j, k, row, last, beforeLast, far });
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return far;
    beforeLast = last;
    last = row;
  }
  return last[b.length - a.length + limit] ?? far;
}

interface Cell {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly row: readonly number[];
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
  readonly far: number;
}

// A removed, an added, a replaced or kept character; two swapped ones.
function costAt({ a, b, i, j, k, row, last, beforeLast, far }: Cell): number {
  const same = a[i - 1] === b[j - 1] ? 0 : 1;
  const cost = Math.min((last[k + 1] ?? far) + 1, (row[k - 1] ?? far) + 1, (last[k] ?? far) + same);
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return isSwap ? Math.min(cost, (beforeLast[k] ?? far) + 1) : cost;
}

/** The nearest candidate; undefined if none is near: at most two edits, one for words of up to three letters, none for a single letter. Case is ignored. */
export function suggest<K extends string>(word: string, known: Iterable<K>): K | undefined {
  const limit = word.length <= 1 ? 0 : word.length <= 3 ? 1 : 2;
  const lower = word.toLowerCase();
  let best: K | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const apart = candidate.toLowerCase() === lower ? 0 : editDistance(word, candidate, Math.min(limit, bestDistance));
    if (apart < bestDistance) {
      best = candidate;
      bestDistance = apart;
    }
    if (bestDistance === 0) break;
  }
  return best;
}
