// Where the focus is and which row is at the top, by the keys of elements, which are the same in each rendering.
import type { PageRows } from './pageRows';

/** The focused element. */
export interface FocusPosition {
  readonly key: string | undefined;
  /** Key of the row that is focused or contains the focus. */
  readonly rowKey: string | undefined;
  /** Index of this row among all rows, used when the row was removed; -1 when no row had the focus. */
  readonly rowIndex: number;
}

/** A row and its distance from the top of the viewport in CSS pixels. */
export interface TopRow {
  readonly key: string;
  readonly top: number;
}

/** Where the focus is below `root`. */
export function focusPosition(root: HTMLElement, rows: PageRows): FocusPosition {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active : undefined;
  const rowKey = focused?.closest<HTMLElement>('[data-row]')?.dataset.key;
  return {
    key: focused?.dataset.key,
    rowKey,
    rowIndex: rowKey === undefined ? -1 : rows.keys.indexOf(rowKey),
  };
}

/** Gives the focus back to the element that had it before a rendering. The focus of a removed row moves to the row at its index. */
export function keepFocus(root: HTMLElement, rows: PageRows, position: FocusPosition): void {
  if (position.key === undefined || focusPosition(root, rows).key === position.key) return;
  elementAt(root, rows, position)?.focus({ preventScroll: true });
}

/** Moves the focus from outside of `root` back to the element that had it, or to the first tab stop if that is gone. */
export function restoreFocus(root: HTMLElement, rows: PageRows, position: FocusPosition | undefined): void {
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
    const row = rows.element(key);
    if (!row) return;
    document.documentElement.scrollTop += row.getBoundingClientRect().top - top;
    rows.update();
  }
}

function elementAt(root: HTMLElement, rows: PageRows, position: FocusPosition): HTMLElement | undefined {
  if (position.key === undefined) return undefined;
  rows.element(position.rowKey);
  const all = Array.from(root.querySelectorAll<HTMLElement>('[data-key]'));
  const same = all.find(element => element.dataset.key === position.key);
  if (same || position.rowIndex < 0) return same;
  return rows.element(rows.keys[Math.min(position.rowIndex, rows.keys.length - 1)]);
}
