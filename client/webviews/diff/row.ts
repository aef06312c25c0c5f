// One table row: focusable, labelled for screen readers; Enter or click shows truncated values in full.
import { type Child, el } from '../shared/dom';

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
    el('th', { class: 'name', attrs: { role: 'rowheader', scope: 'row' } }, name),
    sideCell('A', a),
    sideCell('B', b),
    el('td', { class: 'meaning', attrs: { role: 'gridcell' } }, meaning),
  ]);
  if (spec.onToggle) listen(row, spec.onToggle);
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

/** The letter is shown on narrow pages, where columns are stacked. */
function sideCell(letter: string, value: Child[]): HTMLElement {
  return el('td', { class: 'side-cell', attrs: { role: 'gridcell' } }, [
    el('span', { class: 'cellLetter', attrs: { 'aria-hidden': true } }, [letter]),
    ...value,
  ]);
}

function listen(row: HTMLElement, toggle: () => void): void {
  row.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle();
  });
  row.addEventListener('click', () => {
    // A click that ends a text selection must not toggle the row.
    if (document.getSelection()?.isCollapsed ?? true) toggle();
  });
}
