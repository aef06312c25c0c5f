// The sections of a comparison: what they contain, and which part of it the page shows.
import type { RowWindow } from '../shared/rowWindow';
import type { Row } from './row';

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

/** A section on the page: its content without hidden rows. */
export interface ShownSection extends SectionContent {
  /** Whether the section is expanded. */
  readonly isOpen: boolean;
  /** Whether its rows can be expanded: only those of a treegrid can, where each row has a level and a position. */
  readonly isTree: boolean;
  /** Which of its rows are in the document. */
  readonly window: RowWindow;
}

/** What the user chose to see. */
export interface SectionSettings {
  readonly onlyDifferences: boolean;
  /** Ids of the collapsed sections. */
  readonly folded: ReadonlySet<string>;
}

/** The rows of a section that the switch "Only differences" leaves. */
export function filteredRows({ rows }: Pick<SectionContent, 'rows'>, onlyDifferences: boolean): readonly Row[] {
  return onlyDifferences ? rows.filter(row => row.differs) : rows;
}

/** The section as the page shows it. */
export function shownSection(
  content: SectionContent,
  window: RowWindow,
  { onlyDifferences, folded }: SectionSettings,
): ShownSection {
  const rows = filteredRows(content, onlyDifferences);
  return { ...content, rows, window, isOpen: !folded.has(content.id), isTree: rows.some(({ isCut }) => isCut) };
}
