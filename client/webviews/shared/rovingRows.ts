// Roving tab stops in tables: one row of each table is a tab stop; arrow keys, Home and End move over all rows.
import { rowsOf } from './viewPosition';

/** Adds permanent listeners to `root`, because rows may be replaced. */
export function enableRovingRows(root: HTMLElement): void {
  root.addEventListener('keydown', event => {
    const target = nextRow(root, event);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
  root.addEventListener('focusin', event => {
    if (event.target instanceof HTMLElement && event.target.dataset.row !== undefined) makeTabStop(event.target);
  });
}

/** Makes the first row of each table its tab stop. */
export function resetTabStops(root: HTMLElement): void {
  for (const grid of root.querySelectorAll('[role=grid]')) {
    const [first] = rowsOf(grid);
    if (first) first.tabIndex = 0;
  }
}

function makeTabStop(row: HTMLElement): void {
  const grid = row.closest('[role=grid]');
  for (const other of grid ? rowsOf(grid) : []) other.tabIndex = other === row ? 0 : -1;
}

function nextRow(root: HTMLElement, event: KeyboardEvent): HTMLElement | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const rows = rowsOf(root);
  const at = rows.indexOf(event.target as HTMLElement);
  if (at < 0) return undefined;
  if (event.key === 'ArrowDown') return rows[at + 1];
  if (event.key === 'ArrowUp') return rows[at - 1];
  if (event.key === 'Home') return rows[0];
  if (event.key === 'End') return rows.at(-1);
  return undefined;
}
