// Roving tab stops in tables: one row of each table is a tab stop. Arrow keys, Home and End move over all rows, and over the cells of a row,
// as in the treegrid pattern of ARIA. A row that is not in the document is rendered before it gets the focus.
import type { PageRows } from './pageRows';

/** Adds the listeners to `root`. A row may handle a key first, e.g. to expand. */
export function enableRovingRows(root: HTMLElement, rows: PageRows): void {
  root.addEventListener('keydown', event => {
    if (event.defaultPrevented || hasModifier(event)) return;
    const target = targetOf(rows, event);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
  root.addEventListener('focusin', event => {
    if (event.target instanceof HTMLElement)
      rows.setTabStop(event.target.closest<HTMLElement>('[data-row]')?.dataset.key);
  });
}

/** Whether a key was pressed together with a modifier. */
export function hasModifier(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
}

function targetOf(rows: PageRows, { target, key }: KeyboardEvent): HTMLElement | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const row = target.closest<HTMLElement>('[data-row]');
  const at = row ? rows.keys.indexOf(row.dataset.key ?? '') : -1;
  if (!row || at < 0) return undefined;
  if (target === row) return key === 'ArrowRight' ? cellsOf(row)[0] : rows.element(neighbour(rows.keys, at, key));
  const column = cellsOf(row).indexOf(target);
  if (column < 0) return undefined;
  if (key === 'ArrowLeft' && column === 0) return row;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return neighbour(cellsOf(row), column, sideways[key] ?? '');
  const other = rows.element(neighbour(rows.keys, at, key));
  return other && cellsOf(other)[column];
}

/** Left and right move between cells as up and down between rows. */
const sideways: Readonly<Record<string, string>> = {
  ArrowLeft: 'ArrowUp',
  ArrowRight: 'ArrowDown',
  Home: 'Home',
  End: 'End',
};

function neighbour<T>(all: readonly T[], at: number, key: string): T | undefined {
  if (key === 'ArrowDown') return all[at + 1];
  if (key === 'ArrowUp') return all[at - 1];
  if (key === 'Home') return all[0];
  return key === 'End' ? all.at(-1) : undefined;
}

/** The cells of a row, from left to right. */
export function cellsOf(row: HTMLElement): HTMLElement[] {
  return Array.from(row.querySelectorAll<HTMLElement>('[data-cell]'));
}
