// The columns of a list of runs.
import { byCodePoint } from '../../text/printJson';
import { isSeedName } from '../trackers/values/seeds';
import { isRunColumn, isSetting, METRICS, nameOf, RUN_COLUMNS, type RunColumn, type RunRow } from './runRow';

/** The keys of the metrics of runs: `headline` first, where a run has it, then those that most runs have, then by name. */
export function metricKeys(rows: readonly RunRow[], headline?: string): string[] {
  const counts = new Map<string, number>();
  for (const { claims } of rows)
    for (const name of claims.metrics?.keys() ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(
      ([a, countA], [b, countB]) =>
        Number(b === headline) - Number(a === headline) || countB - countA || byCodePoint(a, b),
    )
    .map(([name]) => (isRunColumn(name) ? `${METRICS}${name}` : name));
}

/** The keys of the values that runs were started with, in the order of the runs. */
const settingKeys = (rows: readonly RunRow[]): string[] => [
  ...new Set(rows.flatMap(({ fields }) => [...fields.keys()].filter(isSetting))),
];

/** The columns that most readers need: what differs between the runs, and all metrics, `headline` first. */
export function usualColumns(rows: readonly RunRow[], headline?: string): string[] {
  const differs = (value: (row: RunRow) => string | undefined): boolean => new Set(rows.map(value)).size > 1;
  return [
    'path',
    ...(['name', 'tags', 'baseline'] as const).filter(key => rows.some(OPTIONAL[key])),
    ...USUAL.filter(key => key !== 'seed' || rows.some(r => r.claims.seed !== undefined)),
    ...(rows.some(r => r.comparison) ? ['comparison'] : []),
    ...(differs(r => r.spec.path) ? ['spec'] : []),
    ...(rows.some(r => r.kind.hashField === undefined) && differs(r => r.kind.id) ? ['kind'] : []),
    ...(rows.some(r => r.failure !== undefined) ? ['status'] : []),
    ...settingKeys(rows).filter(key => !isShownSeed(rows, key)),
    ...metricKeys(rows, headline),
  ];
}

// A seed that is in the column of seeds for each run that has it.
const isShownSeed = (rows: readonly RunRow[], key: string): boolean =>
  isSeedName(key) &&
  rows.every(({ fields, claims }) => {
    const node = fields.get(key);
    return !node || ('text' in node && node.text === claims.seed);
  });

const USUAL: readonly RunColumn[] = ['state', 'time', 'seed'];

// Columns that are left out where no run has a value.
const OPTIONAL = {
  comparison: row => row.comparison !== undefined,
  name: row => nameOf(row) !== undefined,
  tags: row => row.tags !== undefined && row.tags.length > 0,
  note: row => row.note !== undefined,
  baseline: row => row.isBaseline === true,
} as const satisfies Partial<Record<RunColumn, (row: RunRow) => boolean>>;

const isOptional = (key: RunColumn): key is keyof typeof OPTIONAL => key in OPTIONAL;

/** Every column that at least one run may have; of the metrics, `headline` is first. */
export const allColumns = (rows: readonly RunRow[], headline?: string): string[] => [
  ...RUN_COLUMNS.filter(key => !isOptional(key) || rows.some(row => OPTIONAL[key](row))),
  ...settingKeys(rows),
  ...metricKeys(rows, headline),
];
