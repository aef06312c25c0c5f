// Keeps focus and scroll position across renderings, by the keys of elements.
import type { PageRows } from './pageRows';

/** The focused element and the scroll position. */
export interface ViewPosition {
  readonly key: string | undefined;
  /** Key of the row that is focused or contains the focus. */
  readonly rowKey: string | undefined;
  /** Index of this row among all rows, used when the row was removed; -1 when no row had the focus. */
  readonly rowIndex: number;
  readonly scrollTop: number;
}

/** A row and its distance from the top of the viewport in CSS pixels. */
export interface TopRow {
  readonly key: string;
  readonly top: number;
}

/** Reads focus and scroll position below `root`. */
export function rememberPosition(root: HTMLElement, rows: PageRows): ViewPosition {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active : undefined;
  const rowKey = focused?.closest<HTMLElement>('[data-row]')?.dataset.key;
  return {
    key: focused?.dataset.key,
    rowKey,
    rowIndex: rowKey === undefined ? -1 : rows.keys.indexOf(rowKey),
    scrollTop: document.documentElement.scrollTop,
  };
}

/** Restores both. The focus of a removed row moves to the row at its index. */
export function restorePosition(root: HTMLElement, rows: PageRows, position: ViewPosition): void {
  // The first rows of a new table are measured before the position is restored, because it depends on their height.
  rows.update();
  document.documentElement.scrollTop = position.scrollTop;
  rows.update();
  elementAt(root, rows, position)?.focus({ preventScroll: true });
}

/** Moves the focus from outside of `root` back to the element that had it, or to the first tab stop if that is gone. */
export function restoreFocus(root: HTMLElement, rows: PageRows, position: ViewPosition | undefined): void {
  // The focus is never taken from an element of the page or from another part of the window.
  if (!document.hasFocus() || root.contains(document.activeElement)) return;
  const target = position && elementAt(root, rows, position);
  const tabStop = root.querySelector<HTMLElement>('button,input,[tabindex="0"]');
  (target ?? tabStop)?.focus({ preventScroll: true });
}

/** The first row that is visible; undefined when none is. */
export function topRow(root: ParentNode): TopRow | undefined {
  for (const row of root.querySelectorAll<HTMLElement>('[data-row]')) {
    const { top, bottom } = row.getBoundingClientRect();
    const { key } = row.dataset;
    if (key !== undefined && bottom > 0 && top < window.innerHeight) return { key, top };
  }
  return undefined;
}

/** Scrolls a row to the given distance from the top of the viewport. Its position is exact only once its neighbours are rendered. */
export function scrollToRow(rows: PageRows, { key, top }: TopRow): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    const row = rows.show(key);
    if (!row) return;
    document.documentElement.scrollTop += row.getBoundingClientRect().top - top;
    rows.update();
  }
}

function elementAt(root: HTMLElement, rows: PageRows, position: ViewPosition): HTMLElement | undefined {
  if (position.key === undefined) return undefined;
  rows.show(position.rowKey);
  const all = Array.from(root.querySelectorAll<HTMLElement>('[data-key]'));
  const same = all.find(element => element.dataset.key === position.key);
  if (same || position.rowIndex < 0) return same;
  return rows.show(rows.keys[Math.min(position.rowIndex, rows.keys.length - 1)]);
}
