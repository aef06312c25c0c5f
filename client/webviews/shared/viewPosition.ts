// Keeps focus and scroll position across renderings, by the keys of elements.

/** Focus and scroll position. */
export interface ScrollState {
  readonly key: string | undefined;
  /** Index of the focused row among all rows, used when the row was removed; -1 when no row had the focus. */
  readonly rowIndex: number;
  readonly scrollTop: number;
}

/** Reads focus and scroll position below `root`. */
export function rememberScroll(root: HTMLElement): ScrollState {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active : undefined;
  return {
    key: focused?.dataset.key,
    rowIndex: focused ? rowsOf(root).indexOf(focused) : -1,
    scrollTop: document.documentElement.scrollTop,
  };
}

/** Restores both. The focus of a removed row moves to the row at its index. */
export function restoreScroll(root: HTMLElement, place: ScrollState): void {
  elementAt(root, place)?.focus({ preventScroll: true });
  document.documentElement.scrollTop = place.scrollTop;
}

/** All rows that arrow keys move between, from top to bottom. */
export function rowsOf(root: ParentNode): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>('[data-row]'));
}

function elementAt(root: HTMLElement, place: ScrollState): HTMLElement | undefined {
  if (place.key === undefined) return undefined;
  const all = Array.from(root.querySelectorAll<HTMLElement>('[data-key]'));
  const same = all.find(element => element.dataset.key === place.key);
  if (same || place.rowIndex < 0) return same;
  const rows = rowsOf(root);
  return rows[Math.min(place.rowIndex, rows.length - 1)];
}
