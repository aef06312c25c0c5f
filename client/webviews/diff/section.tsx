// A table with a collapsible heading and column titles, shared by metrics and sections.
import { type Child, el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { RowTable } from '../shared/rowTable';
import type { Actions, ScreenState } from './actions';
import { type Row, rowElement } from './row';

/** The content of a section. */
export interface SectionContent {
  readonly id: string;
  readonly title: string;
  /** Names of the four columns, for screen readers; all but the first are also visible. */
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly Row[];
  /** Text shown instead of a table without rows. */
  readonly empty: string;
  readonly numeric?: boolean;
}

/** The rows of a table that the page shows. */
export interface SectionTable {
  readonly rows: readonly Row[];
  readonly table: RowTable;
}

/** A section on the page. It has no table when it is collapsed or has no rows. */
export interface RenderedSection {
  readonly element: HTMLElement;
  readonly shown?: SectionTable;
}

/** What a section is rendered for. */
export interface SectionContext {
  readonly state: ScreenState;
  readonly actions: Actions;
  /** Whether only the rows near the viewport are in the document. */
  readonly isLong: boolean;
}

/** The rows of a section that the switch "Only differences" leaves. */
export function filteredRows({ rows }: SectionContent, onlyDifferences: boolean): readonly Row[] {
  return onlyDifferences ? rows.filter(row => row.differs) : rows;
}

/** One section of the page. Without rows it is a single line that cannot be collapsed. */
export function renderSection(all: SectionContent, context: SectionContext): RenderedSection {
  const content = { ...all, rows: filteredRows(all, context.state.onlyDifferences) };
  if (content.rows.length === 0) return { element: emptySection(content) };
  const open = !context.state.folded.has(content.id);
  const shown = open ? { rows: content.rows, table: tableOf(content, context) } : undefined;
  const fold = foldButton(content, { open, actions: context.actions });
  const heading = el('h2', { attrs: { id: headingId(content) } }, [fold]);
  const element = el('section', { class: content.numeric ? 'group numeric' : 'group' }, [
    el('div', { class: 'columns groupHead' }, [heading, ...(open ? columnTitles(content) : [foldedCount(content)])]),
    shown && tableElement(content, shown.table, context.isLong),
  ]);
  return shown ? { element, shown } : { element };
}

function emptySection({ title, empty }: SectionContent): HTMLElement {
  return el('section', { class: 'group group-empty' }, [
    el('h2', {}, [el('bdi', {}, [title])]),
    el('span', { class: 'quiet' }, [empty]),
  ]);
}

function foldButton(
  { id, title }: SectionContent,
  { open, actions }: { open: boolean; actions: Actions },
): HTMLElement {
  const props = {
    class: 'fold',
    key: `fold:${id}`,
    attrs: { type: 'button', 'aria-expanded': open },
    onClick: () => actions.toggleSection(id),
  };
  return el('button', props, [icon(open ? 'chevron-down' : 'chevron-right'), el('bdi', {}, [title])]);
}

/** Visible column titles; the table has its own header for screen readers. */
function columnTitles({ columns }: SectionContent): Child[] {
  return columns
    .slice(1)
    .map((name, at) =>
      el('span', { class: at < 2 ? 'side-title' : 'last-title', attrs: { 'aria-hidden': true } }, [name]),
    );
}

function foldedCount({ rows }: SectionContent): HTMLElement {
  return el('span', { class: 'quiet foldedCount' }, [rows.length === 1 ? t('1 row') : t('{0} rows', rows.length)]);
}

function tableOf(content: SectionContent, { state, actions, isLong }: SectionContext): RowTable {
  const { id, rows } = content;
  const isTree = isTreegrid(content);
  return new RowTable({
    keys: rows.map(row => row.key),
    heights: isLong ? state.heightsOf(id) : undefined,
    render: at => {
      const row = rows[at]!;
      const toggle = () => actions.toggleExpanded(row.key);
      const element = rowElement(row, { expanded: state.expanded.has(row.key), toggle });
      if (isTree) setLevel(element, at, rows.length);
      if (isLong) element.setAttribute('aria-rowindex', String(at + firstRowIndex));
      return element;
    },
  });
}

/** The header is row 1. */
const firstRowIndex = 2;

function tableElement(content: SectionContent, { body }: RowTable, isLong: boolean): HTMLElement {
  const { columns, rows } = content;
  const titles = columns.map(name => el('th', { attrs: { role: 'columnheader', scope: 'col' } }, [name]));
  const attrs = {
    role: isTreegrid(content) ? 'treegrid' : 'grid',
    'aria-readonly': true,
    'aria-labelledby': headingId(content),
    'aria-rowcount': isLong ? rows.length + 1 : undefined,
  };
  const header = el('tr', { attrs: { role: 'row', 'aria-rowindex': isLong ? 1 : undefined } }, titles);
  return el('table', { attrs }, [el('thead', { class: 'unseen', attrs: { role: 'rowgroup' } }, [header]), body]);
}

/** Rows can be expanded only in a treegrid, where each row has a level and a position. */
function isTreegrid({ rows }: SectionContent): boolean {
  return rows.some(row => row.isCut);
}

function setLevel(row: HTMLElement, at: number, count: number): void {
  row.setAttribute('aria-level', '1');
  row.setAttribute('aria-posinset', String(at + 1));
  row.setAttribute('aria-setsize', String(count));
}

function headingId({ id }: SectionContent): string {
  return `heading-${id}`;
}
