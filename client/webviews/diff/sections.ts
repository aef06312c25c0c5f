// The sections below the metrics: one row for each compared value.
import type { DiffRow, DiffSection } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';
import { allValuesEqual, isNotable } from './differs';
import { rowElement } from './row';
import { sectionElement } from './section';
import { severityChip } from './severity';
import { spokenRow } from './spoken';
import { isCut, valueElement } from './value';

/** One section with the filtered rows; undefined for a section without values. */
export function diffSection(section: DiffSection, state: ScreenState, actions: Actions): HTMLElement | undefined {
  if (section.rows.length === 0) return undefined;
  const rows = section.rows.filter(row => !state.onlyDifferences || isNotable(row));
  const content = {
    id: section.id,
    title: section.title,
    columns: [t('Value'), 'A', 'B', t('Difference')] as const,
    rows: rows.map(row => rowOf(row, { key: `row:${section.id}:${row.path}`, state, actions })),
    empty: allValuesEqual(section.rows.length),
  };
  return sectionElement(content, state, actions);
}

interface RowContext {
  readonly key: string;
  readonly state: ScreenState;
  readonly actions: Actions;
}

function rowOf(row: DiffRow, { key, state, actions }: RowContext): HTMLElement {
  const expanded = state.expanded.has(key);
  const onToggle = isCut(row.a) || isCut(row.b) ? () => actions.toggleExpanded(key) : undefined;
  const spoken = spokenRow(row, expanded);
  return rowElement({ key, spoken, differs: isNotable(row), onToggle, expanded }, [
    [el('bdi', { title: row.path }, [row.path])],
    [valueElement(row.a, { other: row.b, expanded })],
    [valueElement(row.b, { other: row.a, expanded })],
    [severityChip(row.severity)],
  ]);
}
