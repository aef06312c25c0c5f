// One table row: focusable, labelled for screen readers; Enter, click or the right arrow shows truncated values in full.
import { type Child, el, type Props } from '../shared/dom';
import { hasModifier } from '../shared/rovingRows';

/** What every row has, regardless of its cells. */
export interface RowSpec {
  readonly key: string;
  readonly spoken: string;
  readonly differs: boolean;
  /** Present when a value is truncated. */
  readonly onToggle?: (() => void) | undefined;
  readonly expanded: boolean;
}

/** The four cells of a row. The first is its header. */
export type Cells = readonly [name: Child[], a: Child[], b: Child[], meaning: Child[]];

/** Creates a row. */
export function rowElement(spec: RowSpec, [name, a, b, meaning]: Cells): HTMLElement {
  const row = el('tr', { class: rowClass(spec), key: spec.key, attrs: rowAttributes(spec) }, [
    el('th', { class: 'name', ...cell(spec, 0, { role: 'rowheader', scope: 'row' }) }, name),
    sideCell('A', cell(spec, 1), a),
    sideCell('B', cell(spec, 2), b),
    el('td', { class: 'meaning', ...cell(spec, 3) }, meaning),
  ]);
  if (spec.onToggle) listen(row, spec.onToggle, spec.expanded);
  return row;
}

function rowClass({ differs, onToggle, expanded }: RowSpec): string {
  return ['columns', 'row', !differs && 'row-same', onToggle && 'row-cut', expanded && 'row-whole']
    .filter(Boolean)
    .join(' ');
}

function rowAttributes({ spoken, onToggle, expanded }: RowSpec): Record<string, string | number | boolean | undefined> {
  return {
    role: 'row',
    'data-row': '',
    tabindex: -1,
    'aria-label': spoken,
    'aria-expanded': onToggle ? expanded : undefined,
  };
}

/** Each cell can be focused with the arrow keys, also after another rendering. */
function cell({ key }: RowSpec, at: number, role: Record<string, string> = { role: 'gridcell' }): Props {
  return { key: `${key}:${at}`, attrs: { ...role, 'data-cell': '', tabindex: -1 } };
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
