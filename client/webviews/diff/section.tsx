// A table with a collapsible heading and column titles, shared by metrics and sections.
import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { highlightText } from '../shared/highlightText';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { cellsOf } from '../shared/rovingRows';
import { TableHead, TableRows } from '../shared/table';
import type { Actions } from './actions';
import type { FindMarks } from './find';
import { TableRow } from './row';
import type { SectionContent, ShownSection } from './sectionContent';

/** What a section shows and does. */
export interface SectionProps {
  readonly section: ShownSection;
  /** Whether only the rows near the viewport are in the document. */
  readonly isLong: boolean;
  /** Keys of the rows that show their full values. */
  readonly expanded: ReadonlySet<string>;
  readonly marks: FindMarks;
  readonly actions: Actions;
}

/** One section of the page. Without rows it is a single line that cannot be collapsed. */
export function Section(props: SectionProps): VNode {
  const { section, actions } = props;
  if (section.rows.length === 0) return <EmptySection {...section} />;
  return (
    <section class={section.numeric ? 'group numeric' : 'group'}>
      <div class="columns groupHead">
        <h2 id={headingId(section)}>
          <FoldButton section={section} onClick={() => actions.toggleSection(section.id)} />
        </h2>
        {section.isOpen ? <ColumnTitles {...section} /> : <FoldedCount count={section.rows.length} />}
      </div>
      {section.isOpen && <SectionTable {...props} />}
    </section>
  );
}

function EmptySection({ title, empty }: SectionContent): VNode {
  return (
    <section class="group group-empty">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <span class="quiet">{empty}</span>
    </section>
  );
}

function FoldButton({ section, onClick }: { readonly section: ShownSection; readonly onClick: () => void }): VNode {
  const { id, title, isOpen } = section;
  return (
    <button type="button" class="fold" data-key={`fold:${id}`} aria-expanded={isOpen} onClick={onClick}>
      <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
      <bdi>{title}</bdi>
    </button>
  );
}

/** Visible column titles; the table has its own header for screen readers. */
function ColumnTitles({ columns: [, ...titles] }: SectionContent): ComponentChildren {
  return titles.map((title, at) => (
    <span key={title} class={at < 2 ? 'side-title' : 'last-title'} aria-hidden="true">
      {title}
    </span>
  ));
}

function FoldedCount({ count }: { readonly count: number }): VNode {
  return <span class="quiet foldedCount">{count === 1 ? t('1 row') : t('{0} rows', count)}</span>;
}

function SectionTable(props: SectionProps): VNode {
  const { section, isLong } = props;
  const { columns, rows, isTree, window } = section;
  useMarkedText(props);
  return (
    <table
      role={isTree ? 'treegrid' : 'grid'}
      aria-readonly="true"
      aria-labelledby={headingId(section)}
      aria-rowcount={isLong ? rows.length + 1 : undefined}
    >
      <TableHead columns={columns} class="unseen" rowIndex={isLong ? 1 : undefined} />
      <TableRows rows={window} row={at => tableRow(props, at)} />
    </table>
  );
}

/** The header is row 1. */
const firstRowIndex = 2;

function tableRow({ section, isLong, expanded, marks, actions }: SectionProps, at: number): VNode {
  const { rows, isTree, window } = section;
  const row = rows[at]!;
  return (
    <TableRow
      key={row.key}
      row={row}
      expanded={expanded.has(row.key)}
      isTabStop={row.key === window.tabStop}
      isFound={marks.keys.has(row.key)}
      isCurrent={row.key === marks.current}
      position={isTree ? at + 1 : undefined}
      count={isTree ? rows.length : undefined}
      index={isLong ? at + firstRowIndex : undefined}
      onToggle={actions.toggleExpanded}
    />
  );
}

/** Marks the text of find in the rows that are in the document. */
function useMarkedText({ section: { rows, window }, expanded, marks: { text, keys } }: SectionProps): void {
  useLayoutEffect(() => {
    if (keys.size === 0) return undefined;
    const found = window.elements().filter(row => keys.has(row.dataset.key ?? ''));
    return highlightText('found', found.flatMap(cellsOf), text);
  }, [rows, window.ranges, expanded, text, keys]);
}

function headingId({ id }: SectionContent): string {
  return `heading-${id}`;
}
