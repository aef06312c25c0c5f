// Searches all rows of a comparison, because a long one has only a part of them in the document.
import type { Row } from './row';
import { filteredRows, type SectionContent } from './sectionContent';

/** A row that contains the searched text. */
export interface Match {
  readonly row: Row;
  readonly sectionId: string;
}

/** The rows that contain a text. */
export interface FindResult {
  /** From top to bottom, those of collapsed sections included. */
  readonly matches: readonly Match[];
  /** Further matches in rows that the switch "Only differences" hides. */
  readonly hidden: number;
}

/** Finds the rows one of whose cells contains the text, in any letter case. An empty text matches nothing. */
export function findRows(sections: readonly SectionContent[], text: string, onlyDifferences: boolean): FindResult {
  if (text === '') return { matches: [], hidden: 0 };
  const needle = text.toLowerCase();
  const contains = (row: Row) => row.texts().some(cell => cell.toLowerCase().includes(needle));
  const matches: Match[] = [];
  let total = 0;
  for (const section of sections) {
    const found = { ...section, rows: section.rows.filter(contains) };
    total += found.rows.length;
    for (const row of filteredRows(found, onlyDifferences)) matches.push({ row, sectionId: section.id });
  }
  return { matches, hidden: total - matches.length };
}

/** The index of the match `step` places after the one at `at`, around both ends; -1 without matches. */
export function stepThrough(count: number, at: number, step: 1 | -1): number {
  if (count === 0) return -1;
  if (at < 0) return step > 0 ? 0 : count - 1;
  return (at + step + count) % count;
}
