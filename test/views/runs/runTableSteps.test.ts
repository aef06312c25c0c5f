// A table of many runs is made in short steps, so that a server can answer other requests between them.
import { expect, test } from 'vitest';
import { utcClock } from '../../../src-shared/protocol/clock';
import type { RunTreeQuery } from '../../../src-shared/protocol/views';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { seedGroupSteps } from '../../../src-shared/runs/list/seedGroups';
import { allSteps, type Steps } from '../../../src-shared/runs/steps';
import { tableRows } from '../../../src-shared/runs/table/tableRows';
import { exportedRunSteps, exportedRuns } from '../../../src-shared/views/runs/exportedRuns';
import { runTableView } from '../../../src-shared/views/runs/runTableView';
import { runTree } from '../../../src-shared/views/runs/runTree';
import { manifestText } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';
import { WORDING } from './treeFixture';

const read = readRows(hostOf({ '/w/m.json': manifestText() }), '/w/m.json', { keys: [], isNamed: true });
const [first] = read && read.fault === undefined ? read.rows : [];

const ROWS = Array.from(
  { length: 1000 },
  (_, i): RunRow => ({
    ...first!,
    path: `/w/${i}/m.json`,
    id: String(i),
    spec: { state: 'unknown' },
    // Each is a group of its own.
    claims: { ...first!.claims, dataHash: String(i) },
  }),
);

/** The most that a step of a work counts. */
function mostInStep(work: (count: <T>(value: T) => T) => Steps<unknown>): number {
  let [count, most] = [0, 0];
  const steps = work(value => {
    count++;
    return value;
  });
  for (let step = steps.next(); ; step = steps.next()) {
    most = Math.max(most, count);
    count = 0;
    if (step.done) return most;
  }
}

const textOf = (): undefined => undefined;

/** The rows; reading what they claim is counted. */
const counted = (count: <T>(value: T) => T): RunRow[] =>
  ROWS.map(row => Object.defineProperty({ ...row }, 'claims', { get: () => count(row.claims), enumerable: true }));

test.each<[string, (rows: readonly RunRow[]) => Steps<unknown>]>([
  ['the rows', rows => tableRows(rows, textOf)],
  ['the groups over seeds', rows => seedGroupSteps(rows, textOf)],
])('a step of %s looks at 100 runs', (_, work) => {
  const most = mostInStep(count => work(counted(count)));
  expect(most).toBeGreaterThanOrEqual(100);
  // Several values of each run.
  expect(most).toBeLessThanOrEqual(500);
});

test('a step of a column looks at 100 runs', () => {
  const shown = allSteps(tableRows(ROWS, textOf));
  const groups = allSteps(seedGroupSteps(shown.rows, textOf));
  const [baseline] = shown.rows;
  const baselineOf = new Map(shown.rows.map(row => [row, baseline!]));
  const most = mostInStep(count =>
    runTableView(
      { ...shown, groups, baselineOf },
      {
        label: path => count(path),
        clock: utcClock,
        measurementOf: () => undefined,
        uri: path => path,
        stepsOf: () => count(undefined),
      },
    ),
  );
  // What a run is verified by is asked three times for its trust.
  expect(most).toBeGreaterThanOrEqual(100);
  expect(most).toBeLessThanOrEqual(300);
});

test.each<RunTreeQuery>([{}, { group: 'seed' }, { group: 'tag' }, { filter: 'mae > 0' }])(
  'a step of the tree %j looks at 100 runs',
  query => {
    const content = { rows: ROWS, specs: [], unreadable: [], files: [], stores: [], problems: [] };
    const most = mostInStep(count => {
      const wording = { ...WORDING, uri: (path: string) => count(path) };
      return runTree(content, query, wording);
    });
    expect(most).toBe(100);
  },
);

test.each(['csv', 'json'] as const)('an export of a table as %s is made in steps, with the same text', format => {
  const content = {
    columns: ['path', 'mae', 'seed'],
    wording: { clock: utcClock, measurementOf: () => undefined, label: (path: string) => path },
  };
  const steps = exportedRunSteps(ROWS, format, content);
  let count = 0;
  let last = steps.next();
  for (; !last.done; last = steps.next()) count++;
  expect(last.value).toBe(exportedRuns(ROWS, format, content));
  expect(count).toBeGreaterThanOrEqual(10);
});

test('JSON that is made in steps has the layout of JSON', () => {
  const wording = { clock: utcClock, measurementOf: () => undefined, label: (path: string) => path };
  const text = exportedRuns(ROWS.slice(0, 2), 'json', { columns: ['metrics.mae'], wording });
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
});
