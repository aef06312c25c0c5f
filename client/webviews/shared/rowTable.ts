// The rows of one table. In a long table only some rows are in the document; gaps with their height replace the others.
import { el } from './dom';
import { type RowRange, rowsBetween, rowTops, withRows } from './rowRanges';

/** Heights of rows in CSS pixels by key, which outlive a rendering. They are valid for one width of the page. */
export interface RowHeights {
  readonly measured: Map<string, number>;
  /** The mean of the rows that were measured first; used for rows that were never in the document. */
  estimate?: number;
}

/** The content of a table. */
export interface RowTableContent {
  /** Keys of the rows (their `data-key`), from top to bottom. */
  readonly keys: readonly string[];
  readonly render: (at: number) => HTMLElement;
  /** Absent for a short table, which has all its rows in the document. */
  readonly heights?: RowHeights | undefined;
}

/** The height of a row before any was measured: one line at the default font size. */
const usualHeight = 26;

/** The distance in CSS pixels from the viewport in which rows are in the document. */
const margin = 300;

/** The rows of a table. The owner calls `update` after scrolling. */
export class RowTable {
  readonly body = el('tbody', { attrs: { role: 'rowgroup' } });
  private readonly elements = new Map<number, HTMLElement>();
  private readonly gaps = new Map<number, HTMLElement>();
  private readonly indexes: ReadonlyMap<string, number>;
  private tops: readonly number[] = [];
  private renderings = 0;

  constructor(private readonly content: RowTableContent) {
    this.indexes = new Map(content.keys.map((key, at) => [key, at]));
    if (!content.heights) {
      this.renderAll();
      return;
    }
    this.place();
    // The first row is the tab stop of a new table.
    this.render([{ start: 0, end: 1 }]);
  }

  get keys(): readonly string[] {
    return this.content.keys;
  }

  /** Increases whenever other rows are in the document. */
  get changes(): number {
    return this.renderings;
  }

  /** The index of the row with this key; undefined when another table has it. */
  indexOf(key: string): number | undefined {
    return this.indexes.get(key);
  }

  /** Renders the rows near the viewport. The table must be in the document. */
  update(): void {
    if (!this.content.heights) return;
    this.renderNear();
    // Rows that are lower than estimated leave room for more.
    if (this.measure()) this.renderNear();
  }

  /** The element of a row, which remains in the document while it has the focus or is near the viewport. */
  show(at: number): HTMLElement | undefined {
    if (!this.elements.has(at)) this.renderNear([at]);
    return this.elements.get(at);
  }

  /** Renders all rows. */
  renderAll(): void {
    this.render([{ start: 0, end: this.keys.length }]);
  }

  /** Measures again, because the width of the page changed. */
  remeasure(): void {
    const { heights } = this.content;
    if (!heights) return;
    heights.measured.clear();
    delete heights.estimate;
    this.measure();
    this.update();
  }

  private renderNear(rows: readonly number[] = []): void {
    const top = -this.body.getBoundingClientRect().top;
    const near = rowsBetween(this.tops, top - margin, top + window.innerHeight + margin);
    this.render(withRows(near, [...this.pinned(), ...rows]));
  }

  /** Rows that must remain: the tab stop, the focus, and both ends of a selection. */
  private pinned(): number[] {
    const selection = document.getSelection();
    const ends = [document.activeElement, selection?.anchorNode, selection?.focusNode];
    const isPinned = (row: HTMLElement) => row.tabIndex === 0 || ends.some(end => end && row.contains(end));
    return Array.from(this.elements)
      .filter(([, row]) => isPinned(row))
      .map(([at]) => at);
  }

  private render(ranges: readonly RowRange[]): void {
    const { keys, render } = this.content;
    const children: HTMLElement[] = [];
    let next = 0;
    for (const { start, end } of [...ranges, { start: keys.length, end: keys.length }]) {
      if (start > next) children.push(this.gap(next, start));
      for (let at = start; at < end; at++) {
        const row = this.elements.get(at) ?? render(at);
        this.elements.set(at, row);
        children.push(row);
      }
      next = end;
    }
    if (setChildren(this.body, children)) this.renderings++;
    for (const all of [this.elements, this.gaps])
      for (const [at, element] of all) if (!element.parentNode) all.delete(at);
  }

  /** The height is set through the CSS object model, which the content security policy allows. */
  private gap(start: number, end: number): HTMLElement {
    const gap = this.gaps.get(start) ?? el('tr', { class: 'gap', attrs: { 'aria-hidden': true } });
    this.gaps.set(start, gap);
    gap.style.height = `${(this.tops[end] ?? 0) - (this.tops[start] ?? 0)}px`;
    return gap;
  }

  /** Whether a height changed. A page that is not displayed has no heights. */
  private measure(): boolean {
    const { heights, keys } = this.content;
    if (!heights) return false;
    let [changed, sum, count] = [false, 0, 0];
    for (const [at, row] of this.elements) {
      const { height } = row.getBoundingClientRect();
      const key = keys[at];
      if (height === 0 || key === undefined) continue;
      changed ||= heights.measured.get(key) !== height;
      heights.measured.set(key, height);
      sum += height;
      count++;
    }
    if (count > 1) heights.estimate ??= sum / count;
    if (changed) this.place();
    return changed;
  }

  private place(): void {
    const { heights, keys } = this.content;
    const usual = heights?.estimate ?? usualHeight;
    this.tops = rowTops(keys.map(key => heights?.measured.get(key) ?? usual));
  }
}

/**
 * Sets the children without moving those that remain: a moved element would lose the focus and the selection.
 * Returns whether there are other children.
 */
function setChildren(parent: HTMLElement, children: readonly HTMLElement[]): boolean {
  const remaining = new Set<Node>(children);
  const before = Array.from(parent.childNodes);
  if (before.length === children.length && before.every(child => remaining.has(child))) return false;
  for (const child of before) if (!remaining.has(child)) child.remove();
  let next = parent.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
  return true;
}
