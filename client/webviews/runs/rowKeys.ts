// Which element of the page shows which row of the grid. An element is given to another row only where it stays between the same elements: one that
// moves in the document would lose the focus, and screen readers read in the order of the document.

/** The keys of the elements of the rows that are shown. */
export class RowKeys {
  private shown: readonly { readonly row: number; readonly key: number }[] = [];
  private next = 0;

  /** The keys of these rows, which are in their order. A row that was shown before keeps its element. */
  of(rows: readonly number[]): number[] {
    const before = this.shown;
    const kept = new Set(rows);
    const known = new Map(before.map(({ row, key }, place) => [row, { key, place }]));
    let free = 0;
    this.shown = rows.map(row => {
      const own = known.get(row);
      if (own) free = own.place + 1;
      const key = own?.key ?? (isFree(before[free], kept) ? before[free++]!.key : this.next++);
      return { row, key };
    });
    return this.shown.map(({ key }) => key);
  }
}

const isFree = (place: { readonly row: number } | undefined, kept: ReadonlySet<number>): boolean =>
  place !== undefined && !kept.has(place.row);
