// The keys of rows. The page identifies a row by its key: for focus, arrow keys, find, expansion and measured heights.

/** The keys of the rows of a section by their names. A name repeats where a secret in it is hidden, so it gets a number. */
export function rowKeys(section: string, names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map(name => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    // The number is in front, where it cannot be part of another name.
    return count === 1 ? `row:${section}:${name}` : `row#${count}:${section}:${name}`;
  });
}
