// Roving tab stops in tables: one row of each table is a tab stop. Arrow keys, Home and End move over all rows, and over the cells of a row,
// as in the treegrid pattern of ARIA. A row that is not in the document is rendered before it gets the focus.
import type { PageRows } from './pageRows';

const TABLES = '[role=grid], [role=treegrid]';

/** Adds permanent listeners to `root`, because rows may be replaced. A row may handle a key first, e.g. to expand. */
export function enableRovingRows(root: HTMLElement, rows: () => PageRows): void {
  root.addEventListener('keydown', event => {
    if (event.defaultPrevented || hasModifier(event)) return;
    const target = targetOf(rows(), event);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
  root.addEventListener('focusin', event => {
    const row = event.target instanceof HTMLElement && event.target.closest<HTMLElement>('[data-row]');
    if (row) makeTabStop(row);
  });
}

/** Makes the first row of each table its tab stop. */
export function resetTabStops(root: HTMLElement): void {
  for (const table of root.querySelectorAll(TABLES)) {
    const first = table.querySelector<HTMLElement>('[data-row]');
    if (first) first.tabIndex = 0;
  }
}

/** Whether a key was pressed together with a modifier. */
export function hasModifier(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
}

function makeTabStop(row: HTMLElement): void {
  const others = row.closest(TABLES)?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
  for (const other of others) other.tabIndex = other === row ? 0 : -1;
}

function targetOf(rows: PageRows, { target, key }: KeyboardEvent): HTMLElement | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const row = target.closest<HTMLElement>('[data-row]');
  const at = row ? rows.keys.indexOf(row.dataset.key ?? '') : -1;
  if (!row || at < 0) return undefined;
  if (target === row) return key === 'ArrowRight' ? cellsOf(row)[0] : rows.show(neighbour(rows.keys, at, key));
  const column = cellsOf(row).indexOf(target);
  if (column < 0) return undefined;
  if (key === 'ArrowLeft' && column === 0) return row;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return neighbour(cellsOf(row), column, sideways[key] ?? '');
  const other = rows.show(neighbour(rows.keys, at, key));
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

function cellsOf(row: HTMLElement): HTMLElement[] {
  return Array.from(row.querySelectorAll<HTMLElement>('[data-cell]'));
}
