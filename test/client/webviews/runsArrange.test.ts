// Which rows and columns the table of runs shows, and in which order.
import { describe, expect, test } from 'vitest';
import { movedColumn, shownColumns, shownRows } from '../../../client/webviews/runs/arrange';
import { gridItems } from '../../../client/webviews/runs/gridItems';
import { Selection } from '../../../client/webviews/runs/selection';
import { FIRST_STATE, readState, type TableState } from '../../../client/webviews/runs/tableState';
import { column, mae, tableOf } from './runTables';

const state = (over: Partial<TableState> = {}): TableState => ({ ...FIRST_STATE, ...over });

const view = tableOf([
  mae(['10', undefined, '9', 'NaN', '9']),
  column('lr', ['0.1', '0.2', '0.1', '0.2', '0.3']),
  column('torch', ['2.4.0', '2.4.0', '2.4.0', '2.4.0', '2.4.0'], { hidden: 'equal' }),
  column('train.lr', ['0.1', '0.2', '0.1', '0.2', '0.3'], { hidden: 'repeats' }),
]);

describe('the order of rows', () => {
  const rows = (over: Partial<TableState>) => shownRows(view, state(over)).rows;

  test('is that of the view until a column is chosen', () => {
    expect(rows({})).toEqual([0, 1, 2, 3, 4]);
  });

  test('is by value; rows without a value and NaN are last in both directions, in their order before', () => {
    expect(rows({ sort: { key: 'mae', descending: false } })).toEqual([2, 4, 0, 1, 3]);
    expect(rows({ sort: { key: 'mae', descending: true } })).toEqual([0, 2, 4, 1, 3]);
  });

  test('begins with the baselines of the others, which no filter removes', () => {
    const pinned = { ...view, baselines: [1, 3], baselineOf: [3, 1, 3, 3, 1] };
    expect(shownRows(pinned, state({ sort: { key: 'mae', descending: false } }))).toEqual({
      rows: [1, 3, 2, 4, 0],
      baselines: 2,
    });
    expect(shownRows(pinned, state({ filter: 'lr = 0.1' }))).toEqual({ rows: [3, 0, 2], baselines: 1 });
    expect(shownRows(pinned, state({ filter: 'nothing of this' }))).toEqual({ rows: [], baselines: 0 });
  });

  test('ignores a column that this table lacks', () => {
    expect(rows({ sort: { key: 'gone', descending: true } })).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the filter', () => {
  test.each<[string, number[]]>([
    ['', [0, 1, 2, 3, 4]],
    ['mae < 10', [2, 4]],
    ['mae < 10 and lr = 0.3', [4]],
    ['lr != 0.1', [1, 3, 4]],
    // NaN is neither less nor more.
    ['mae >= 0', [0, 2, 4]],
    ['runs/3', [3]],
    ['RUNS/3 0.2', [3]],
    ['nothing of this', []],
  ])('%j', (filter, rows) => {
    expect(shownRows(view, state({ filter }))).toEqual({ rows, baselines: 0 });
  });

  test.each([
    ['mae <', /Write conditions/],
    ['mea < 3', /no column mea/],
  ])('%j shows all rows and states what is wrong', (filter, problem) => {
    const shown = shownRows(view, state({ filter }));
    expect(shown.rows).toHaveLength(5);
    expect(shown.problem).toMatch(problem);
  });
});

describe('the columns', () => {
  const keys = (over: Partial<TableState>) => shownColumns(view, state(over)).columns.map(c => c.key);

  test('are those that differ, with counts of the others', () => {
    expect(shownColumns(view, state({ hidden: ['lr'] }))).toMatchObject({ total: 5, equal: 1, repeats: 1, byUser: 1 });
    expect(keys({ hidden: ['lr'] })).toEqual(['path', 'mae']);
    expect(keys({ shown: ['torch'] })).toEqual(['path', 'mae', 'lr', 'torch']);
  });

  test('are in the order of the user; the name stays first, and a new column follows its neighbour', () => {
    const shown = shownColumns(view, state({ shown: ['torch'] })).columns;
    expect(movedColumn(shown, 'torch', 0)).toEqual(['torch', 'mae', 'lr']);
    expect(keys({ shown: ['torch'], order: ['torch', 'mae', 'lr'] })).toEqual(['path', 'torch', 'mae', 'lr']);
    expect(keys({ shown: ['torch', 'train.lr'], order: ['lr', 'mae'] })).toEqual([
      'path',
      'lr',
      'torch',
      'train.lr',
      'mae',
    ]);
    expect(movedColumn(shown, 'mae', 99)).toEqual(['lr', 'torch', 'mae']);
  });
});

test.each([undefined, null, 'x', { sort: { key: 3 }, hidden: [1, 'a'], plot: 'pie', query: { file: 5 }, axes: 7 }])(
  'a damaged saved state %j gets defaults',
  saved => {
    expect(readState(saved)).toEqual({
      ...FIRST_STATE,
      hidden: saved && typeof saved === 'object' ? ['a'] : [],
      axes: {},
    });
  },
);

test.each(['file:///b', null])('a saved state with the baseline %s is read whole', baseline => {
  const saved = state({
    query: { file: 'file:///s.json', baseline, bySeed: true },
    sort: { key: 'mae', descending: true },
    transposed: false,
    plot: 'scatter',
    axes: { x: 'lr', y: 'mae' },
  });
  expect(readState(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
});

test('the column of each run is as wide as its values need, up to a limit', () => {
  const widths = (text: string) => {
    const table = tableOf([column('data', [text, 'b']), column('lr', ['1', '2'])]);
    return gridItems({ view: table, columns: table.columns, rows: [0, 1], transposed: true, isNarrow: true }).widths;
  };
  const [short = 0] = widths('a');
  const [long = 0, other] = widths('data/training.csv');
  expect([long > short, other]).toEqual([true, long]);
  expect(widths('data/training.csv'.repeat(20))).toEqual([200, 200]);
});

describe('a range of runs', () => {
  test('begins at the run that was selected last, also when the table has a new run', () => {
    const selection = new Selection();
    selection.show({ ...view, runs: ['a', 'b', 'c'] }, []);
    selection.set(selection.after(1, 'only', [0, 1, 2]));
    selection.show({ ...view, runs: ['new', 'a', 'b', 'c'] }, ['b']);
    expect(selection.after(3, 'range', [0, 1, 2, 3])).toEqual(new Set([2, 3]));
  });

  test('is one run where the run that was selected last is not shown', () => {
    const selection = new Selection();
    selection.show({ ...view, runs: ['a', 'b', 'c'] }, []);
    selection.after(0, 'only', [0, 1, 2]);
    expect(selection.after(1, 'range', [1, 2])).toEqual(new Set([1]));
  });
});
