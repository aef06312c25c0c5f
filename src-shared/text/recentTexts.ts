// Texts that are shown or read again and again: the findings of a file, the answers after each keystroke, the values of many manifests.

/** The most results that are kept, and the longest text whose result is; 300 UTF-16 units if absent. */
interface Kept {
  readonly count: number;
  readonly longest?: number;
}

/** A function of a text that keeps recent results: to look for secrets and hidden characters takes most of the time otherwise. */
export function recentTexts<T extends string | object>(
  compute: (text: string) => T,
  { count, longest = 300 }: Kept,
): (text: string) => T {
  const recent = new Map<string, T>();
  return text => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const found = compute(text);
    if (text.length > longest) return found;
    if (recent.size >= count) recent.clear();
    recent.set(text, found);
    return found;
  };
}
