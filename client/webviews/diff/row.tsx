// One table row: focusable, labelled for screen readers; Enter, click or the right arrow shows truncated values in full.
import { type Child, el, type Props } from '../shared/dom';
import { hasModifier } from '../shared/rovingRows';

/** One row of a section. Its elements and texts are created only where they are needed, because a section may have thousands. */
export interface Row {
  /** Unique on the page. */
  readonly key: string;
  /** Whether the row remains visible with "Only differences". */
  readonly differs: boolean;
  /** Whether a value is truncated. */
  readonly isCut: boolean;
  /** The sentence for screen readers. */
  readonly spoken: (expanded: boolean) => string;
  readonly cells: (expanded: boolean) => Cells;
  /** The texts of the four cells with full values, for find and copy. */
  readonly texts: () => readonly string[];
}

/** The four cells of a row. The first is its header. */
export type Cells = readonly [name: Child[], a: Child[], b: Child[], meaning: Child[]];

/** Whether the row shows full values, and what changes that. */
export interface RowExpansion {
  readonly expanded: boolean;
  readonly toggle: () => void;
}

/** Creates the element of a row. */
export function rowElement(row: Row, { expanded, toggle }: RowExpansion): HTMLElement {
  const [name, a, b, meaning] = row.cells(expanded);
  const element = el('tr', { class: rowClass(row, expanded), key: row.key, attrs: rowAttributes(row, expanded) }, [
    el('th', { class: 'name', ...cell(row, 0, { role: 'rowheader', scope: 'row' }) }, name),
    sideCell('A', cell(row, 1), a),
    sideCell('B', cell(row, 2), b),
    el('td', { class: 'meaning', ...cell(row, 3) }, meaning),
  ]);
  if (row.isCut) listen(element, toggle, expanded);
  return element;
}

function rowClass({ differs, isCut }: Row, expanded: boolean): string {
  return ['columns', 'row', !differs && 'row-same', isCut && 'row-cut', expanded && 'row-whole']
    .filter(Boolean)
    .join(' ');
}

function rowAttributes(
  { spoken, isCut }: Row,
  expanded: boolean,
): Record<string, string | number | boolean | undefined> {
  return {
    role: 'row',
    'data-row': '',
    tabindex: -1,
    'aria-label': spoken(expanded),
    'aria-expanded': isCut ? expanded : undefined,
  };
}

/** Each cell can be focused with the arrow keys, also after another rendering. Its key is never that of a row. */
function cell({ key }: Row, at: number, role: Record<string, string> = { role: 'gridcell' }): Props {
  return { key: `cell:${at}:${key}`, attrs: { ...role, 'data-cell': '', tabindex: -1 } };
}

/** The letter is shown on narrow pages, where columns are stacked. */
function sideCell(letter: string, props: Props, value: Child[]): HTMLElement {
  return el('td', { class: 'side-cell', ...props }, [
    el('span', { class: 'cellLetter', attrs: { 'aria-hidden': true } }, [letter]),
    ...value,
  ]);
}

/** Arrow keys expand and collapse only the focused row; in a cell they move. */
function listen(row: HTMLElement, toggle: () => void, expanded: boolean): void {
  row.addEventListener('keydown', event => {
    const arrow = expanded ? 'ArrowLeft' : 'ArrowRight';
    const isArrow = event.key === arrow && event.target === row && !hasModifier(event);
    if (!isArrow && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle();
  });
  row.addEventListener('click', () => {
    // A click that ends a text selection must not toggle the row.
    if (document.getSelection()?.isCollapsed ?? true) toggle();
  });
}
