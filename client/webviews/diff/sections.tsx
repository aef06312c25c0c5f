// The sections of a comparison: the metrics, then one section for each group of compared values.
import type { DiffRow, DiffSection, DiffView } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';
import { SeverityChip, severityLabel } from '../shared/severity';
import { allValuesEqual, isNotable } from './differs';
import { metricsSection } from './metrics';
import type { Row } from './row';
import { rowKeys } from './rowKeys';
import type { SectionContent } from './sectionContent';
import { spokenRow } from './spoken';
import { displayedText, isCut, Value } from './value';

/** All sections of a view with all their rows. Sections without values are omitted, but not the metrics. */
export function sectionsOf(view: DiffView): SectionContent[] {
  const sections = view.sections.filter(section => section.rows.length > 0).map(contentOf);
  return view.hasMetrics ? [metricsSection(view), ...sections] : sections;
}

function contentOf({ id, title, rows }: DiffSection): SectionContent {
  const keys = rowKeys(
    id,
    rows.map(({ path }) => path),
  );
  return {
    id,
    title,
    columns: [t('Value'), 'A', 'B', t('Difference')],
    rows: rows.map((row, at) => rowOf(row, keys[at]!)),
    empty: allValuesEqual(rows.length),
  };
}

function rowOf(row: DiffRow, key: string): Row {
  const { path, a, b, severity } = row;
  return {
    key,
    differs: isNotable(row),
    isCut: isCut(a) || isCut(b),
    spoken: expanded => spokenRow(row, expanded),
    cells: expanded => [
      <bdi key="path" title={path}>
        {path}
      </bdi>,
      <Value key="a" value={a} other={b} expanded={expanded} />,
      <Value key="b" value={b} other={a} expanded={expanded} />,
      <SeverityChip key="severity" severity={severity} />,
    ],
    texts: () => [
      path,
      displayedText(a, { other: b, expanded: true }),
      displayedText(b, { other: a, expanded: true }),
      severity === 'same' ? '' : severityLabel(severity),
    ],
  };
}
