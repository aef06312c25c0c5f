// Sets of indices as Slurm writes them: `0-3,7,9-11`.

/** The text of some indices. */
export function rangesText(indices: Iterable<number>): string {
  const ranges: [first: number, last: number][] = [];
  for (const index of [...new Set(indices)].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && range[1] === index - 1) range[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** The indices of a text, which may end with `%4`; undefined where it has another form, or more than `most` indices. */
export function rangesIn(text: string, most: number): readonly number[] | undefined {
  const indices: number[] = [];
  for (const part of text.replace(/%\d{1,9}$/, '').split(',')) {
    const [, first, last = first, step = '1'] = /^(\d{1,9})(?:-(\d{1,9}))?(?::([1-9]\d{0,8}))?$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    for (let at = Number(first); at <= Number(last); at += Number(step)) {
      if (indices.length >= most) return undefined;
      indices.push(at);
    }
  }
  return indices;
}
