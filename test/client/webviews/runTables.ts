// Tables of runs for tests of the page.
import type { RunTableColumn, RunTableView } from '../../../src-shared/protocol/runTableView';

/** A column from its texts by run; undefined for a run without a value. Numbers are sorted by size, NaN comes last. */
export function column(
  key: string,
  texts: readonly (string | undefined)[],
  more: Partial<RunTableColumn> = {},
): RunTableColumn {
  const distinct = [...new Set(texts.flatMap(text => text ?? []))];
  const isNumber = distinct.length > 0 && distinct.every(text => text === 'NaN' || !Number.isNaN(Number(text)));
  const ordered = distinct.filter(text => text !== 'NaN');
  ordered.sort((a, b) => (isNumber ? Number(a) - Number(b) : a < b ? -1 : 1));
  const values = [...ordered, ...distinct.filter(text => text === 'NaN')];
  const places = new Map(values.map((text, i) => [text, i]));
  return {
    key,
    title: key === 'path' ? 'run' : key,
    group: key === 'path' ? 'run' : 'settings',
    isNumber,
    values: values.map(text => ({ text, ...(isNumber && text !== 'NaN' && { number: Number(text) }) })),
    ordered: ordered.length,
    at: texts.map(text => (text === undefined ? -1 : (places.get(text) ?? -1))),
    ...more,
  };
}

/** A table of runs with these columns besides their names. */
export const tableOf = (columns: readonly RunTableColumn[], more: Partial<RunTableView> = {}): RunTableView => {
  const count = columns[0]?.at.length ?? 0;
  return {
    runs: Array.from({ length: count }, (_, i) => `file:///w/runs/${i}/run_manifest.json`),
    columns: [
      column(
        'path',
        Array.from({ length: count }, (_, i) => `runs/${i}/run_manifest.json`),
      ),
      ...columns,
    ],
    notes: [],
    remarks: [],
    ...more,
  };
};

/** The metric `mae`, of which lower is better. */
export const mae = (texts: readonly (string | undefined)[], more: Partial<RunTableColumn> = {}): RunTableColumn =>
  column('mae', texts, { group: 'metrics', direction: 'lower', ...more });
