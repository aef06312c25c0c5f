// What the keys do in the grid.
import type { GridItems } from './gridItems';
import type { CellPlace } from './gridWindow';

/** What a key asks for: another cell, or an action on the active one. */
export type KeyAction =
  | { readonly type: 'move'; readonly to: CellPlace; readonly extend: boolean }
  | { readonly type: 'sort' | 'open' | 'select' | 'selectAll' | 'clear' | 'hide' | 'moveLeft' | 'moveRight' };

/** What a key asks for; undefined for other keys. `page`: the number of rows of a page. */
export function keyAction(
  event: KeyboardEvent,
  active: CellPlace,
  items: GridItems,
  page: number,
): KeyAction | undefined {
  const { key, altKey, shiftKey } = event;
  const isHead = active.row < 0;
  if (altKey) return isHead ? MOVES[key] : undefined;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'a') return { type: 'selectAll' };
    const to = FAR[key]?.(items, active);
    return to && { type: 'move', to: inside(to, items), extend: shiftKey };
  }
  if (key === ' ') return isHead ? { type: 'sort' } : { type: 'select' };
  if (key === 'Enter') return { type: isHead || isValueHead(active, items) ? 'sort' : 'open' };
  if (key === 'Escape') return { type: 'clear' };
  if (key === 'Delete' && (isHead || isValueHead(active, items))) return { type: 'hide' };
  const step = STEPS[key]?.(page, items);
  if (!step) return undefined;
  const to = { row: active.row + step.row, column: active.column + step.column };
  return { type: 'move', to: inside(to, items), extend: shiftKey };
}

const MOVES: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: { type: 'moveLeft' },
  ArrowRight: { type: 'moveRight' },
};

// With a column for each run, the first column has the names of the values.
const isValueHead = ({ column }: CellPlace, { transposed }: GridItems): boolean => transposed && column < 0;

const FAR: Readonly<Record<string, (items: GridItems, active: CellPlace) => CellPlace>> = {
  Home: () => ({ row: 0, column: -1 }),
  End: ({ rows, columns }) => ({ row: rows.length - 1, column: columns.length - 1 }),
  ArrowUp: (_, { column }) => ({ row: -1, column }),
  ArrowDown: ({ rows }, { column }) => ({ row: rows.length - 1, column }),
};

const STEPS: Readonly<Record<string, (page: number, items: GridItems) => CellPlace>> = {
  ArrowUp: () => ({ row: -1, column: 0 }),
  ArrowDown: () => ({ row: 1, column: 0 }),
  ArrowLeft: () => ({ row: 0, column: -1 }),
  ArrowRight: () => ({ row: 0, column: 1 }),
  PageUp: page => ({ row: -page, column: 0 }),
  PageDown: page => ({ row: page, column: 0 }),
  Home: (_, { columns }) => ({ row: 0, column: -columns.length - 1 }),
  End: (_, { columns }) => ({ row: 0, column: columns.length + 1 }),
};

const inside = ({ row, column }: CellPlace, { rows, columns }: GridItems): CellPlace => ({
  row: Math.max(-1, Math.min(rows.length - 1, row)),
  column: Math.max(-1, Math.min(columns.length - 1, column)),
});
