// The baselines in the table of runs: which runs they are, what is compared with them, and what the actions ask for.
import { describe, expect, test } from 'vitest';
import type { RunTableView } from '../../../src-shared/protocol/runTableView';
import { stage } from './runsStage';
import { column, mae, tableOf } from './runTables';

const COUNT = 6;
const plain = tableOf([
  mae(['10', '12', '9', '11', '13', '14']),
  column('lr', ['0.1', '0.2', '0.1', '0.2', '0.3', '0.4']),
]);
const uri = (run: number) => `file:///w/runs/${run}/run_manifest.json`;

const compared = (baselineOf: readonly number[]): RunTableView => ({
  ...plain,
  baselines: [...new Set(baselineOf)].filter(run => run >= 0).sort(),
  baselineOf,
  comparability: baselineOf.map((baseline, run) => (baseline < 0 ? -1 : baseline === run ? 1 : 0)),
  comparabilities: [
    { verdict: 'not-comparable', text: 'Not comparable. The data differs.' },
    { verdict: 'baseline', text: 'The baseline.' },
  ],
});

/** Runs of two specs with a baseline, and one run of a spec without. */
const ofSpecs = compared([1, 1, 1, 4, 4, -1]);

describe('the rows', () => {
  test('begin with the baselines, and each run states whether it can be compared with its own', () => {
    const { show, cell, all } = stage();
    show(ofSpecs);
    expect(all('.pinned .rowhead, .pinned [role="rowheader"]').map(head => head.textContent)).toEqual(['1', '4']);
    expect(cell(0, -1).getAttribute('aria-label')).toBe('runs/1/run_manifest.json. The baseline.');
    expect(cell(2, -1).getAttribute('aria-label')).toBe('runs/0/run_manifest.json. Not comparable. The data differs.');
    expect(cell(2, -1).querySelector('.codicon-error')).not.toBeNull();
    expect(cell(5, -1).getAttribute('aria-label')).toBe('runs/5/run_manifest.json');
    expect(cell(5, -1).querySelector('.verdictIcon')).toBeNull();
  });

  test('more than three baselines come first too, but scroll with the others', () => {
    const { show, cell, all } = stage();
    show(compared([0, 1, 2, 3, 3, 3]));
    expect(all('.pinned')).toEqual([]);
    expect(cell(0, -1).getAttribute('aria-label')).toContain('The baseline.');
  });
});

describe('the actions', () => {
  test('the selected run becomes the baseline of its spec, which is kept', () => {
    const { show, cell, button, sent } = stage();
    show(plain);
    cell(1, 0).click();
    button('baseline').click();
    expect(sent.at(-1)).toEqual({ type: 'setBaseline', run: uri(1), isBaseline: true });
    // No other table is asked for: the one that follows the change of the file has it.
    expect(sent.filter(({ type }) => type === 'query')).toEqual([]);
  });

  test('a table that compares with another run compares with the baselines of the specs again', () => {
    const { show, cell, button, sent } = stage();
    show(compared(Array(COUNT).fill(2)), { baseline: uri(2), bySeed: true });
    cell(1, 0).click();
    button('baseline').click();
    expect(sent.slice(-2)).toEqual([
      { type: 'query', query: { bySeed: true } },
      { type: 'setBaseline', run: uri(0), isBaseline: true },
    ]);
  });

  test('the baseline of a spec is removed', () => {
    const { show, cell, button, sent } = stage();
    show(ofSpecs);
    cell(1, 0).click();
    expect(button('baseline').textContent).toBe('Remove baseline');
    button('baseline').click();
    expect(sent.at(-1)).toEqual({ type: 'setBaseline', run: uri(4), isBaseline: false });
  });

  test('all runs are compared with the selected one, in this table only', () => {
    const { show, cell, button, sent } = stage();
    show(ofSpecs, { bySeed: true });
    cell(2, 0).click();
    button('compareAll').click();
    expect(sent.at(-1)).toEqual({ type: 'query', query: { bySeed: true, baseline: uri(0) } });
  });

  test('the runs of a file are compared with any run of the workspace', () => {
    const { show, button, sent, all } = stage();
    show(plain);
    expect(all('[data-key="chooseBaseline"]')).toEqual([]);
    show({ ...plain, title: 'sweep/sweep_results.json' });
    button('chooseBaseline').click();
    expect(sent.at(-1)).toEqual({ type: 'chooseBaseline' });
  });

  test('the comparison is cleared for this table, and shown again', () => {
    const { show, button, sent, all } = stage();
    show(plain);
    expect(all('[data-key="baselines"]')).toEqual([]);
    show(ofSpecs);
    expect(button('baselines').textContent).toBe('Clear baseline');
    button('baselines').click();
    expect(sent.at(-1)).toEqual({ type: 'query', query: { baseline: null } });
    show(plain, { baseline: null });
    expect(button('baselines').textContent).toBe('Show baselines');
    button('baselines').click();
    expect(sent.at(-1)).toEqual({ type: 'query', query: {} });
  });

  test('one selected run is compared with its baseline, and of two the baseline is A', () => {
    const { show, cell, button, sent, all } = stage();
    show(ofSpecs);
    cell(0, 0).click();
    expect(all('[data-key="compare"]')).toEqual([]);
    cell(2, 0).click();
    button('compare').click();
    expect(sent.at(-1)).toEqual({ type: 'compare', a: uri(1), b: uri(0) });
    for (const [first, second] of [
      [2, 0],
      [0, 2],
    ] as const) {
      cell(first, 0).click();
      cell(second, 0).dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
      sent.length = 0;
      button('compare').click();
      expect(sent).toEqual([{ type: 'compare', a: uri(1), b: uri(0) }]);
    }
  });
});

test('a new page asks for the table that it was opened for', () => {
  expect(stage().sent).toEqual([{ type: 'ready' }]);
});

test('a reload of the window asks for what the table was made of', () => {
  const { sent } = stage({ query: { file: 'file:///s', baseline: null, bySeed: true } });
  expect(sent).toEqual([{ type: 'ready', saved: { file: 'file:///s', baseline: null, bySeed: true } }]);
});
