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

function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
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
