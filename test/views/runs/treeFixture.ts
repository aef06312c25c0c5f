// Trees of runs for tests.
import { utcClock } from '../../../src-shared/protocol/clock';
import type { RunTreeQuery, RunTreeRun, RunTreeSpec, RunTreeView } from '../../../src-shared/protocol/views';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow, RunSpec } from '../../../src-shared/runs/list/runRow';
import { allSteps } from '../../../src-shared/runs/steps';
import { runTree } from '../../../src-shared/views/runs/runTree';
import type { ListedFile, ListedStore, TreeSpec, UnreadableRun } from '../../../src-shared/views/runs/treeContent';
import type { TreeWording } from '../../../src-shared/views/runs/treeRun';
import { manifestText } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

/** Three hashes. */
export const [A, B, C] = ['a', 'b', 'c'].map(c => c.repeat(64)) as [string, string, string];
/** A spec of the workspace. */
export const spec = (name: string, more: Partial<TreeSpec> = {}): TreeSpec => ({
  path: `/w/${name}.kyn`,
  hash: A,
  lock: 'missing',
  metrics: [],
  ...more,
});
/** The spec of a run: as it is now, and an older version. */
export const current: RunSpec = { state: 'current', path: '/w/house.kyn' };
export const older: RunSpec = { state: 'stale', path: '/w/house.kyn', commit: '0123456789abcdef' };

/** The runs in a text, at 10:30 on a day of April 2026. */
export function rows(text: string, of: RunSpec, day: number): RunRow[] {
  const path = `/w/runs/${day}.json`;
  const read = readRows(hostOf({ [path]: text }), path, { keys: [], isNamed: true });
  if (!read || read.fault !== undefined) throw new Error(`${day} is not a run`);
  const time = { time: Date.UTC(2026, 3, day, 10, 30), source: 'record' } as const;
  return read.rows.map(row => ({ id: row.path, ...row, spec: of, time }));
}

/** How paths and times are written. */
export const WORDING: TreeWording = {
  label: path => path.slice('/w/'.length),
  uri: path => `file://${path}`,
  clock: utcClock,
  measurementOf: () => 'same',
  textOf: () => undefined,
  stepsOf: () => undefined,
  headline: () => '',
};

interface Setup {
  readonly query?: RunTreeQuery;
  readonly wording?: Partial<TreeWording>;
  readonly unreadable?: readonly UnreadableRun[];
  readonly files?: readonly ListedFile[];
  readonly stores?: readonly ListedStore[];
  readonly problems?: readonly string[];
}

/** The view of some runs. */
export function view(found: readonly RunRow[], specs: readonly TreeSpec[], setup: Setup = {}): RunTreeView {
  const { query = {}, wording, unreadable = [], files = [], stores = [], problems = [] } = setup;
  const content = { rows: found, specs, unreadable, files, stores, problems };
  return allSteps(runTree(content, query, { ...WORDING, ...wording }));
}

/** Its nodes. */
export const tree = (...args: Parameters<typeof view>): readonly RunTreeSpec[] => view(...args).nodes;

/** The tree as indented lines. */
export const lines = (specs: readonly RunTreeSpec[]): string[] =>
  specs.flatMap(({ label, description, groups, runs }) => [
    `${label} | ${description}`,
    ...groups.flatMap(group => [
      `  ${group.label} | ${group.description}`,
      ...group.runs.map(run => `    ${line(run)}`),
    ]),
    ...runs.map(run => `  ${line(run)}`),
  ]);
const line = ({ mark, state, label, description }: RunTreeRun): string => `${mark ?? state} ${label} | ${description}`;

/** A run with metrics. */
export const run = (metrics: object, of: RunSpec, day: number, more: object = {}): RunRow[] =>
  rows(manifestText({ config_hash: of === current ? A : B, metrics, ...more }), of, day);
