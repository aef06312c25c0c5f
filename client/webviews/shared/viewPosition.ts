// Keeps focus and scroll position across renderings, by the keys of elements.

/** The focused element and the scroll position. */
export interface ViewPosition {
  readonly key: string | undefined;
  /** Index of the focused row among all rows, used when the row was removed; -1 when no row had the focus. */
  readonly rowIndex: number;
  readonly scrollTop: number;
}

/** Reads focus and scroll position below `root`. */
export function rememberPosition(root: HTMLElement): ViewPosition {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active : undefined;
  return {
    key: focused?.dataset.key,
    rowIndex: rowsOf(root).findIndex(row => row.contains(focused ?? null)),
    scrollTop: document.documentElement.scrollTop,
  };
}

/** Restores both. The focus of a removed row moves to the row at its index. */
export function restorePosition(root: HTMLElement, position: ViewPosition): void {
  elementAt(root, position)?.focus({ preventScroll: true });
  document.documentElement.scrollTop = position.scrollTop;
}

/** All rows that arrow keys move between, from top to bottom. */
export function rowsOf(root: ParentNode): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>('[data-row]'));
}

function elementAt(root: HTMLElement, position: ViewPosition): HTMLElement | undefined {
  if (position.key === undefined) return undefined;
  const all = Array.from(root.querySelectorAll<HTMLElement>('[data-key]'));
  const same = all.find(element => element.dataset.key === position.key);
  if (same || position.rowIndex < 0) return same;
  const rows = rowsOf(root);
  return rows[Math.min(position.rowIndex, rows.length - 1)];
}
