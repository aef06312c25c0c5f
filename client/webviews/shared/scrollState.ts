// Focus and scroll position over a re-rendering: the new elements are others, their keys are the same.

/** Where the reader was. */
export interface ScrollState {
  readonly key: string | undefined;
  /** Index of the focused row among all rows, for when it is gone; -1 when no row had the focus. */
  readonly rowIndex: number;
  readonly scrollTop: number;
}

/** Notes focus and scroll position below `root`. */
export function rememberScroll(root: HTMLElement): ScrollState {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active : undefined;
  return {
    key: focused?.dataset.key,
    rowIndex: focused ? rowsOf(root).indexOf(focused) : -1,
    scrollTop: document.documentElement.scrollTop,
  };
}

/** Puts both back. A row that is gone hands its focus to the row now at its place. */
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
