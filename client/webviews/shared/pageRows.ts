// All rows of a page in order, across its tables, whether they are in the document or not.
import { RowWindow } from './rowWindow';

/** A table on the page with the keys of its rows. */
export interface TableKeys {
  readonly id: string;
  readonly keys: readonly string[];
}

/** The rows of a page. `draw` renders the page. */
export class PageRows {
  /** Keys of the rows (their `data-key`) that arrow keys move between, from top to bottom. */
  keys: readonly string[] = [];
  private readonly windows = new Map<string, RowWindow>();
  private shown: readonly RowWindow[] = [];

  constructor(private readonly draw: () => void) {}

  /** Sets the tables on the page, from top to bottom. The rows of long ones are in the document only near the viewport. */
  show(tables: readonly TableKeys[], isLong = false): void {
    this.shown = tables.map(({ id }) => this.table(id));
    this.keys = tables.flatMap(({ keys }) => keys);
    for (const { id, keys } of tables) this.table(id).setRows(keys, isLong);
  }

  /** The rows of a table. */
  table(id: string): RowWindow {
    const known = this.windows.get(id) ?? new RowWindow();
    this.windows.set(id, known);
    return known;
  }

  /** The element of a row; it is rendered if necessary. Undefined when no table has the key. */
  element(key: string | undefined): HTMLElement | undefined {
    const table = this.tableWith(key);
    if (!table || key === undefined) return undefined;
    const element = table.elementOf(key);
    if (element) return element;
    if (table.renderNear(key)) this.draw();
    return table.elementOf(key);
  }

  /** Makes a row the tab stop of its table. */
  setTabStop(key: string | undefined): void {
    const table = this.tableWith(key);
    if (!table || table.tabStop === key) return;
    table.tabStop = key;
    this.draw();
  }

  /** Renders the rows near the viewport, from top to bottom, because each table moves the next one. */
  update(): void {
    for (const table of this.shown) {
      if (table.renderNear()) this.draw();
      if (!table.measure()) continue;
      // Rows that are lower than assumed leave room for more.
      table.renderNear();
      this.draw();
    }
  }

  /** Measures the rows again, because the width of the page changed. */
  remeasure(): void {
    for (const table of this.shown) table.remeasure();
    this.draw();
    this.update();
  }

  /** Renders all rows, e.g. for print. */
  renderAll(): void {
    for (const table of this.shown) table.renderAll();
    this.draw();
  }

  /** Drops the heights of rows without these keys. */
  retain(keys: ReadonlySet<string>): void {
    for (const table of this.windows.values()) table.retain(keys);
  }

  private tableWith(key: string | undefined): RowWindow | undefined {
    return this.shown.find(table => table.indexOf(key) !== undefined);
  }
}
