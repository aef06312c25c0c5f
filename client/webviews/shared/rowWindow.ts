// Which rows of a table are in the document. In a long table those are the rows near the viewport; gaps with their height replace the others.
import { createRef } from 'preact';
import { type RowRange, rowsBetween, rowTops, sameRanges, withRows } from './rowRanges';

/** The height of a row before any was measured: one line at the default font size. */
const usualHeight = 26;

/** The distance in CSS pixels from the viewport in which rows are in the document. */
const margin = 300;

/** The rows of one table. It remains while the table is not on the page, so that heights and the tab stop are kept. */
export class RowWindow {
  /** The element of the table body while the table is on the page. */
  readonly body = createRef<HTMLTableSectionElement>();
  /** Keys of the rows (their `data-key`), from top to bottom. */
  keys: readonly string[] = [];
  /** The rows in the document. */
  ranges: readonly RowRange[] = [];
  private isLong = false;
  private indexes: ReadonlyMap<string, number> = new Map();
  private lastTabStop: string | undefined;
  /** Measured heights of rows in CSS pixels by key, valid for one width of the page. */
  private readonly measured = new Map<string, number>();
  /** The mean of the rows that were measured first; used for rows that were never in the document. */
  private estimate: number | undefined;
  /** The measured or assumed heights of all rows. */
  private heights: number[] = [];
  private tops: readonly number[] = [];

  /** Sets the rows. All rows of a table that is not long are in the document. */
  setRows(keys: readonly string[], isLong: boolean): void {
    this.keys = keys;
    this.isLong = isLong;
    this.indexes = new Map(keys.map((key, at) => [key, at]));
    if (isLong) this.place(this.estimate);
    if (isLong) this.renderNear();
    else this.renderAll();
  }

  /** The index of the row with this key; undefined when another table has it. */
  indexOf(key: string | undefined): number | undefined {
    return key === undefined ? undefined : this.indexes.get(key);
  }

  /** Key of the row that is the tab stop: the row that had the focus last, else the first one. */
  get tabStop(): string | undefined {
    return this.indexOf(this.lastTabStop) === undefined ? this.keys[0] : this.lastTabStop;
  }

  set tabStop(key: string | undefined) {
    this.lastTabStop = key;
  }

  /** The element of a row; undefined while it is not in the document. */
  elementOf(key: string): HTMLElement | undefined {
    return this.elements().find(row => row.dataset.key === key);
  }

  /** The elements of the rows in the document, from top to bottom. */
  elements(): HTMLElement[] {
    const children = Array.from(this.body.current?.children ?? []) as HTMLElement[];
    return children.filter(child => child.className !== 'gap');
  }

  /** Puts the rows near the viewport and one more row into the document. Returns whether these are other rows. */
  renderNear(key?: string): boolean {
    if (!this.isLong) return false;
    const top = this.body.current?.getBoundingClientRect().top;
    const near =
      top === undefined
        ? { start: 0, end: 0 }
        : rowsBetween(this.tops, -top - margin, window.innerHeight + margin - top);
    return this.setRanges(withRows(near, this.pinned(key)));
  }

  /** Puts all rows into the document. */
  renderAll(): void {
    this.setRanges([{ start: 0, end: this.keys.length }]);
  }

  /** Measures the rows in the document. Returns whether a height is another one than assumed. A page that is not displayed has no heights. */
  measure(): boolean {
    if (!this.isLong) return false;
    const rows = this.elements();
    let [isOther, sum, count, next] = [false, 0, 0, 0];
    for (const { start, end } of this.ranges)
      for (let at = start; at < end; at++) {
        const height = rows[next++]?.getBoundingClientRect().height ?? 0;
        if (height === 0) continue;
        isOther ||= this.heights[at] !== height;
        this.heights[at] = height;
        this.measured.set(this.keys[at] ?? '', height);
        sum += height;
        count++;
      }
    if (this.estimate === undefined && count > 1) this.place(sum / count);
    else if (isOther) this.tops = rowTops(this.heights);
    return isOther;
  }

  /** Measures again, because the width of the page changed. */
  remeasure(): void {
    this.measured.clear();
    this.place(undefined);
    this.measure();
  }

  /** Drops the heights of rows without these keys. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.measured.keys()) if (!keys.has(key)) this.measured.delete(key);
  }

  /** The height in CSS pixels of the rows from `start` up to, but not including, `end`. */
  heightBetween({ start, end }: RowRange): number {
    return (this.tops[end] ?? 0) - (this.tops[start] ?? 0);
  }

  private setRanges(ranges: readonly RowRange[]): boolean {
    if (sameRanges(this.ranges, ranges)) return false;
    this.ranges = ranges;
    return true;
  }

  /** Rows that must be in the document: the tab stop, the focus, and both ends of a selection. */
  private pinned(key: string | undefined): number[] {
    const selection = document.getSelection();
    const places = [document.activeElement, selection?.anchorNode, selection?.focusNode];
    return [key, this.tabStop, ...places.map(rowKeyAt)].flatMap(each => this.indexOf(each) ?? []);
  }

  /** Places all rows. `estimate`: the height of rows that were not measured. */
  private place(estimate: number | undefined): void {
    this.estimate = estimate;
    this.heights = this.keys.map(key => this.measured.get(key) ?? estimate ?? usualHeight);
    this.tops = rowTops(this.heights);
  }
}

/** Key of the row that contains a node. */
function rowKeyAt(node: Node | null | undefined): string | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest<HTMLElement>('[data-row]')?.dataset.key;
}
