// All rows of a page in order, across its tables, whether they are in the document or not.
import type { RowTable } from './rowTable';

/** The rows of a page. */
export class PageRows {
  /** Keys of the rows (their `data-key`) that arrow keys move between, from top to bottom. */
  readonly keys: readonly string[];

  constructor(readonly tables: readonly RowTable[]) {
    this.keys = tables.flatMap(table => table.keys);
  }

  /** Increases whenever other rows are in the document. */
  get changes(): number {
    return this.tables.reduce((sum, table) => sum + table.changes, 0);
  }

  /** The element of a row; it is rendered if necessary. Undefined when no table has the key. */
  show(key: string | undefined): HTMLElement | undefined {
    if (key === undefined) return undefined;
    for (const table of this.tables) {
      const at = table.indexOf(key);
      if (at !== undefined) return table.show(at);
    }
    return undefined;
  }

  /** Renders the rows near the viewport, from top to bottom, because each table moves the next one. */
  update(): void {
    for (const table of this.tables) table.update();
  }

  /** Measures the rows again, because the width of the page changed. */
  remeasure(): void {
    for (const table of this.tables) table.remeasure();
  }

  /** Renders all rows, e.g. for print. */
  renderAll(): void {
    for (const table of this.tables) table.renderAll();
  }
}
