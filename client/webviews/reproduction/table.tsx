// A section with a heading and a table, whose rows are reached with the arrow keys, or with one sentence instead.
import { type Child, el } from '../shared/dom';
import { RowTable } from '../shared/rowTable';

/** A row. `spoken`: its sentence for screen readers; the first cell is its header. */
export interface Row {
  readonly key: string;
  readonly spoken: string;
  readonly cells: readonly Child[][];
}

/** The content of a section. `kind`: its class. */
export interface SectionContent {
  readonly kind: 'metrics' | 'steps' | 'environment';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** The text without rows. */
  readonly empty: string;
}

/** A rendered section. It has no table without rows. */
export interface Section {
  readonly element: HTMLElement;
  readonly table?: RowTable;
}

/** Renders a section. */
export function sectionOf({ kind, title, columns, rows, empty }: SectionContent): Section {
  const id = `heading-${kind}`;
  const heading = el('h2', { attrs: { id } }, [title]);
  if (rows.length === 0)
    return { element: el('section', { class: `group ${kind}` }, [heading, el('p', { class: 'quiet' }, [empty])]) };
  const table = new RowTable({
    keys: rows.map(({ key }) => key),
    render: at => rowElement(rows[at]!, columns),
  });
  const titles = columns.map(name => el('th', { attrs: { role: 'columnheader', scope: 'col' } }, [name]));
  const attrs = { role: 'grid', 'aria-readonly': true, 'aria-labelledby': id };
  const element = el('section', { class: `group ${kind}` }, [
    heading,
    el('table', { attrs }, [
      el('thead', { attrs: { role: 'rowgroup' } }, [el('tr', { attrs: { role: 'row' } }, titles)]),
      table.body,
    ]),
  ]);
  return { element, table };
}

function rowElement({ key, spoken, cells }: Row, columns: readonly string[]): HTMLElement {
  const attrs = { role: 'row', 'data-row': '', tabindex: -1, 'aria-label': spoken };
  return el(
    'tr',
    { class: 'row', key, attrs },
    cells.map((cell, at) => cellElement(cell, at, { key, columns })),
  );
}

// On narrow pages each value has the title of its column.
function cellElement(
  children: readonly Child[],
  at: number,
  { key, columns }: { readonly key: string; readonly columns: readonly string[] },
): HTMLElement {
  const common = { key: `cell:${at}:${key}` };
  if (at === 0)
    return el('th', { ...common, attrs: { role: 'rowheader', scope: 'row', 'data-cell': '', tabindex: -1 } }, children);
  return el('td', { ...common, attrs: { role: 'gridcell', 'data-cell': '', tabindex: -1 } }, [
    el('span', { class: 'columnName', attrs: { 'aria-hidden': true } }, [columns[at]]),
    ...children,
  ]);
}
