// A table with a collapsible heading and column titles, shared by metrics and sections.
import { type Child, el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';

/** The content of a section. */
export interface SectionContent {
  readonly id: string;
  readonly title: string;
  /** Names of the four columns, for screen readers; all but the first are also visible. */
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly HTMLElement[];
  /** Text shown instead of a table without rows. */
  readonly empty: string;
  readonly numeric?: boolean;
}

/** One section of the page. Without rows it is a single line that cannot be collapsed. */
export function sectionElement(content: SectionContent, state: ScreenState, actions: Actions): HTMLElement {
  if (content.rows.length === 0) return emptySection(content);
  const open = !state.folded.has(content.id);
  const heading = el('h2', { attrs: { id: headingId(content) } }, [foldButton(content, { open, actions })]);
  return el('section', { class: content.numeric ? 'group numeric' : 'group' }, [
    el('div', { class: 'columns groupHead' }, [heading, ...(open ? columnTitles(content) : [foldedCount(content)])]),
    open && table(content),
  ]);
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

function table(content: SectionContent): HTMLElement {
  const titles = content.columns.map(name => el('th', { attrs: { role: 'columnheader', scope: 'col' } }, [name]));
  const isTree = content.rows.some(row => row.hasAttribute('aria-expanded'));
  if (isTree) setLevels(content.rows);
  const role = isTree ? 'treegrid' : 'grid';
  const attrs = { role, 'aria-readonly': true, 'aria-labelledby': headingId(content) };
  return el('table', { attrs }, [
    el('thead', { class: 'unseen', attrs: { role: 'rowgroup' } }, [el('tr', { attrs: { role: 'row' } }, titles)]),
    el('tbody', { attrs: { role: 'rowgroup' } }, content.rows),
  ]);
}

/** Rows can be expanded only in a treegrid, where each row has a level and a position. */
function setLevels(rows: readonly HTMLElement[]): void {
  for (const [at, row] of rows.entries()) {
    row.setAttribute('aria-level', '1');
    row.setAttribute('aria-posinset', String(at + 1));
    row.setAttribute('aria-setsize', String(rows.length));
  }
}

function headingId({ id }: SectionContent): string {
  return `heading-${id}`;
}
