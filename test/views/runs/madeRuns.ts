// Runs of specs in memory, as a table shows them.
import type { Metric } from '../../../src-shared/artifacts/metrics';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { utcClock } from '../../../src-shared/protocol/clock';
import type { RunTableColumn, RunTableView } from '../../../src-shared/protocol/runTableView';
import { compareWithBaseline } from '../../../src-shared/runs/list/compareWithBaseline';
import { measurements } from '../../../src-shared/runs/list/measurement';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { seedGroups } from '../../../src-shared/runs/list/seedGroups';
import { allSteps } from '../../../src-shared/runs/steps';
import { recordedLeaves } from '../../../src-shared/runs/table/recordedLeaves';
import { tableRows } from '../../../src-shared/runs/table/tableRows';
import type { VerifyStep } from '../../../src-shared/runs/verify/verification';
import { runTableView } from '../../../src-shared/views/runs/runTableView';
import { manifestText, sha256 } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

/** A run: its name and tags, the text of its spec, what its manifest records besides the usual values, and the recorded direction of its metrics. */
export interface MadeRun {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly spec: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly direction?: Metric['direction'];
}

/** A spec that trains with a learning rate and a seed. */
export const specText = (lr: number, seed = 1): string =>
  `dataset D:\n    source = csv("d.csv")\n    target = "y"\n\ntrain:\n    data = D\n    optimizer = adam(lr=${lr})\n    seed = ${seed}\n`;

interface ViewOptions {
  readonly baseline?: number;
  readonly bySeed?: boolean;
  readonly missing?: readonly string[];
  readonly steps?: readonly (readonly VerifyStep[] | undefined)[];
}

/** The view of runs; `baseline`: the index of one; `missing`: specs whose text cannot be found; `steps`: what was verified of each. */
export function viewOf(
  made: readonly MadeRun[],
  { baseline, bySeed, missing = [], steps }: ViewOptions = {},
): Omit<RunTableView, 'title' | 'remarks'> {
  const texts = new Map(made.map(({ spec }) => [sha256(spec), spec]));
  const files = made.map(({ spec, more }) =>
    manifestText({ config_hash: sha256(spec), ...more }).replaceAll('"NaN"', 'NaN'),
  );
  const host = hostOf(Object.fromEntries(files.map((text, i) => [`/w/${i}/m.json`, text])));
  const base = baseline === undefined ? undefined : readArtifact('m.json', files[baseline] ?? '');
  const runs = files.flatMap((_, i): RunRow[] => {
    const judge = base && ((run: typeof base) => compareWithBaseline(base, run));
    const read = readRows(host, `/w/${i}/m.json`, { keys: [], isNamed: true, ...(judge && { judge }) });
    if (!read || read.fault !== undefined) return [];
    const { root, kind } = readArtifact('m.json', files[i] ?? '') ?? {};
    return read.rows.map(row => ({
      ...row,
      id: read.hash,
      claims: directed(row.claims, made[i]?.direction),
      fields: new Map([...row.fields, ...(root && kind ? recordedLeaves(root, kind) : [])]),
      spec: { state: 'unknown' },
      ...(made[i]?.name !== undefined && { name: made[i].name }),
      ...(made[i]?.tags && { tags: made[i].tags }),
      ...(i === baseline && { comparison: { verdict: 'baseline' as const, deltas: new Map() } }),
    }));
  });
  const textOf = (hash: string): string | undefined =>
    missing.includes(texts.get(hash) ?? '') ? undefined : texts.get(hash);
  const shown = allSteps(tableRows(runs, textOf));
  const pinned = baseline === undefined ? undefined : shown.rows[baseline];
  const view = runTableView(
    {
      ...shown,
      groups: seedGroups(shown.rows, textOf),
      ...(bySeed !== undefined && { bySeed }),
      baselineOf: new Map(pinned ? shown.rows.map(row => [row, pinned]) : []),
    },
    {
      label: path => path.slice(3),
      clock: utcClock,
      measurementOf: measurements(textOf),
      uri: path => `file://${path}`,
      stepsOf: ({ path }) => steps?.[Number(path.split('/')[2])],
    },
  );
  return allSteps(view);
}

function directed(claims: RunRow['claims'], direction: Metric['direction']): RunRow['claims'] {
  if (direction === undefined) return claims;
  const metrics = [...(claims.metrics ?? [])].map(([name, metric]) => [name, { ...metric, direction }] as const);
  return { ...claims, metrics: new Map(metrics) };
}

/** The column with a key. */
export function column(view: Pick<RunTableView, 'columns'>, key: string): RunTableColumn {
  const found = view.columns.find(c => c.key === key);
  if (!found) throw new Error(`There is no column ${key}, only ${view.columns.map(c => c.key).join(', ')}.`);
  return found;
}

/** The texts of a column by run. */
export const texts = ({ at, values }: RunTableColumn): (string | undefined)[] => at.map(i => values[i]?.text);
