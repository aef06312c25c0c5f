// A comparison as a screen and a letter have it: sections, spoken rows and counts.
import { describe, expect, test } from 'vitest';
import type { DiffRow, DiffView, MetricRow } from '../../src-shared/protocol/views';
import { countText, metricName } from '../../src-shared/views/diffTexts';
import { base, HASH, viewOf } from './comparedRuns';

const rowsOf = (view: DiffView): DiffRow[] => view.sections.flatMap(s => s.rows);
const rowOf = (view: DiffView, path: string) => rowsOf(view).find(r => r.path === path) as DiffRow;
const metricOf = (view: DiffView, name: string) => view.metrics.find(m => m.name === name) as MetricRow;

describe('the view', () => {
  test('of two equal runs', () => {
    const view = viewOf({}, {});
    expect(view).toMatchObject({
      kindTitle: 'run manifests',
      verdict: 'identical-inputs',
      verdictText: 'Identical inputs',
    });
    expect(view.reasons).toEqual([
      { severity: 'same', text: 'All inputs that both sides record are equal.' },
      {
        severity: 'info',
        text: 'Not recorded, so not compared: --param overrides and the contents of imported files.',
      },
    ]);
    expect([view.differing, view.total]).toEqual([0, 9]);
    expect(view.sections.map(s => s.title)).toEqual(['Identity', 'Data', 'Environment', 'Seed']);
    expect(rowsOf(view).every(r => r.severity === 'same')).toBe(true);
    expect(view.metrics.map(m => m.better)).toEqual(['same', 'same']);
  });

  test('puts each value into its section, the most serious reason first', () => {
    const view = viewOf(
      {},
      { seed: 43, config_hash: 'cd'.repeat(32), timestamp: 'x', env: { ...base.env, torch: '2.4.0' } },
    );
    expect(view.sections.map(s => [s.title, s.rows.map(r => r.path)])).toEqual([
      ['Identity', ['config_hash', 'kynml_version']],
      ['Data', ['data_hash']],
      ['Environment', ['env.platform', 'env.python', 'env.torch']],
      ['Seed', ['seed']],
      ['Other', ['timestamp']],
    ]);
    expect(view.reasons.map(r => r.severity)).toEqual(['error', 'warn', 'warn']);
    expect(view.verdictText).toBe('Not comparable');
    expect([view.differing, view.total]).toEqual([4, 10]);
  });

  test('distinguishes absent, null and empty', () => {
    const view = viewOf({ x: null, y: '', z: 'null' }, { x: '', z: null });
    expect(rowOf(view, 'x')).toMatchObject({ a: { kind: 'null' }, b: { kind: 'string', text: '""' } });
    expect(rowOf(view, 'y')).toMatchObject({ a: { kind: 'string' }, b: { kind: 'absent', text: '(absent)' } });
    expect([rowOf(view, 'z').a.kind, rowOf(view, 'z').b.kind]).toEqual(['string', 'null']);
  });

  test('states a reason once: the verdict states it, the row shows the values', () => {
    const view = viewOf({}, { data_hash: 'cd'.repeat(32) });
    expect(view.reasons.map(r => r.text)).toEqual(['The data differs: abababababab → cdcdcdcdcdcd.']);
    expect(rowOf(view, 'data_hash')).toEqual({
      path: 'data_hash',
      a: { kind: 'hash', text: 'ab'.repeat(6), full: 'ab'.repeat(32) },
      b: { kind: 'hash', text: 'cd'.repeat(6), full: 'cd'.repeat(32) },
      severity: 'error',
      differs: true,
    });
    expect(rowOf(view, 'seed').differs).toBe(false);
  });

  test('of metrics', () => {
    const view = viewOf(
      { metrics: { mae: 0.123, rmse: 0.25, r2: 0.9, score: 1, zero: 0 } },
      { metrics: { mae: 0.118, rmse: 0.25, score: 2, zero: 0.5, new: 3 } },
    );
    expect(metricOf(view, 'mae')).toEqual({
      name: 'mae',
      direction: 'lower',
      a: { kind: 'number', text: '0.1230' },
      b: { kind: 'number', text: '0.1180' },
      delta: '-0.0050',
      relative: '-4.1 %',
      ratio: expect.closeTo(-0.04065, 4),
      better: 'b',
      differs: true,
    });
    expect(metricOf(view, 'rmse')).toEqual({
      name: 'rmse',
      direction: 'lower',
      a: { kind: 'number', text: '0.2500' },
      b: { kind: 'number', text: '0.2500' },
      better: 'same',
      differs: false,
    });
    expect(metricOf(view, 'r2')).toMatchObject({ a: { text: '0.9000' }, noChange: 'only-a', differs: true });
    expect(metricOf(view, 'new')).toMatchObject({ b: { text: '3' }, noChange: 'only-b', differs: true });
    expect(metricOf(view, 'score')).toMatchObject({ better: 'unknown', delta: '+1', relative: '+100 %' });
    expect(metricOf(view, 'zero')).toMatchObject({ delta: '+0.5000' });
    expect(metricOf(view, 'zero')).not.toHaveProperty('relative');
    expect([view.differing, view.total]).toEqual([5, 13]);
  });

  test('of runs that diverged', () => {
    const text = (mae: string) => JSON.stringify(base).replace('0.123', mae);
    const view = viewOf(text('NaN'), text('Infinity'));
    expect(metricOf(view, 'mae')).toEqual({
      name: 'mae',
      direction: 'lower',
      a: { kind: 'number', text: 'NaN' },
      b: { kind: 'number', text: 'Infinity' },
      better: 'unknown',
      differs: true,
      noChange: 'both-diverged',
    });
    expect(viewOf(text('NaN'), text('NaN')).differing).toBe(0);
  });

  test.each([
    ['NaN', '0.5', 'Identical inputs, A diverged', 'a-diverged', ['NaN', '0.5000']],
    ['0.5', '-Infinity', 'Identical inputs, B diverged', 'b-diverged', ['0.5000', '-Infinity']],
    ['"nan"', '" inf"', 'Identical inputs, both diverged', 'both-diverged', ['nan', ' inf']],
    ['"0.5"', 'null', 'Identical inputs', 'not-numeric', ['0.5', 'null']],
    ['true', '1', 'Identical inputs', 'not-numeric', ['true', '1']],
    ['1e400', '1', 'Identical inputs, A diverged', 'a-diverged', ['1e400', '1']],
  ])('of mae %s and %s names the side that diverged', (a, b, verdict, noChange, texts) => {
    const text = (mae: string) => JSON.stringify(base).replace('0.123', mae);
    const view = viewOf(text(a), text(b));
    const row = metricOf(view, 'mae');
    expect([view.verdict, view.verdictText]).toEqual(['identical-inputs', verdict]);
    expect([row.better, row.noChange, row.delta]).toEqual(['unknown', noChange, undefined]);
    expect([row.a.text, row.b.text]).toEqual(texts);
  });

  test('of nested metrics compares values one by one, and a series by its last value', () => {
    const view = viewOf(
      {
        metrics: {
          val: { mae: 0.5, 'x.y': 1 },
          steps: [0.1, 0.2],
          same: [1.5, 2.5],
          history: [{ loss: 2.5 }, { loss: 1.5 }],
        },
      },
      { metrics: { val: { mae: 0.25 }, steps: [0.1, 0.2, 0.3], same: [2.5, 2.5], history: [{ loss: 0.5 }] } },
    );
    expect(view.verdict).toBe('identical-inputs');
    expect(view.metrics.map(m => [m.name, m.a.text, m.b.text, m.better, m.differs, m.seriesLength])).toEqual([
      ['history.loss', '1.500', '0.500', 'b', true, { a: 2, b: 1 }],
      ['same', '2.500', '2.500', 'same', true, { a: 2, b: 2 }],
      ['steps', '0.2000', '0.3000', 'unknown', true, { a: 2, b: 3 }],
      ['val.mae', '0.5000', '0.2500', 'b', true, undefined],
      ['val["x.y"]', '1', '(absent)', 'unknown', true, undefined],
    ]);
  });

  test('of a series of objects compares the earlier values of each field by itself', () => {
    const history = (v: number) => [
      { step: 1, v },
      { step: 2, v: 3.5 },
    ];
    const view = viewOf({ metrics: { h: history(9), one: [1.5] } }, { metrics: { h: history(2), one: 1.5 } });
    expect(view.metrics.map(m => [m.name, m.better, m.differs])).toEqual([
      ['h.step', 'same', false],
      ['h.v', 'same', true],
      ['one', 'same', false],
    ]);
    expect(view.metrics.map(metricName)).toEqual([
      'h.step (last of 2)',
      'h.v (last of 2, earlier values differ)',
      'one (last of 1)',
    ]);
  });

  test('never shows two values that differ as the same text', () => {
    const texts = (a: unknown, b: unknown) => {
      const found = viewOf({ note: a }, { note: b })
        .sections.flatMap(s => s.rows)
        .find(r => r.path === 'note');
      return [found?.a.text, found?.b.text, found?.differs];
    };
    expect(texts('7', 7)).toEqual(['"7"', '7', true]);
    expect(texts(null, 'null')).toEqual(['null', '"null"', true]);
    expect(texts('abc', 'abd')).toEqual(['abc', 'abd', true]);
    const long = 'z'.repeat(90);
    expect(texts(long, long)).toEqual([expect.stringMatching(/^z+…z+$/), expect.stringMatching(/^z+…z+$/), false]);
    const [a, b] = texts(`${'x'.repeat(60)}1${'y'.repeat(60)}`, `${'x'.repeat(60)}2${'y'.repeat(60)}`);
    expect([a, b]).toEqual([`…${'x'.repeat(15)}1${'y'.repeat(30)}…`, `…${'x'.repeat(15)}2${'y'.repeat(30)}…`]);
  });

  test('keeps apart a name and a path that look the same', () => {
    const view = viewOf({ metrics: { 'val.mae': 1, val: { mae: 2 } } }, { metrics: { 'val.mae': 3, val: { mae: 4 } } });
    expect(view.metrics.map(m => [m.name, m.a.text, m.b.text])).toEqual([
      ['["val.mae"]', '1', '3'],
      ['val.mae', '2', '4'],
    ]);
  });

  test('of integers shows every digit', () => {
    const text = (n: string) => JSON.stringify(base).replace('0.123', n);
    const big = `1${'0'.repeat(20)}`;
    const row = metricOf(viewOf(text(`${big}1`), text(`${big}2`)), 'mae');
    expect([row.a.text, row.b.text, row.delta, row.better]).toEqual([`${big}1`, `${big}2`, '+1', 'a']);
    const mixed = metricOf(viewOf(text('9007199254740993'), text('9007199254740992.0')), 'mae');
    expect([mixed.better, mixed.delta]).toEqual(['b', '-1']);
    const long = `1${'0'.repeat(400)}`;
    expect(viewOf(text(long), text(`${long}1`)).verdictText).toBe('Identical inputs');
  });

  test('never shows a secret in a rounded number or in a change', () => {
    const secret = { metrics: { password: 1234567891234 } };
    const row = metricOf(viewOf(secret, { metrics: { password: 2234567891234 } }), 'password');
    expect(JSON.stringify(row)).not.toMatch(/23456789/);
    expect([row.delta, row.relative, row.better]).toEqual([undefined, undefined, 'unknown']);
  });

  test('counts each row once, and equal values that are a problem', () => {
    const text = JSON.stringify({ ...base, config_hash: HASH }).replace('"seed":42', '"exit_code": 1, "seed": 42');
    const view = viewOf(text, text);
    const rows = [...rowsOf(view), ...view.metrics];
    expect([view.differing, view.equalProblems, view.total]).toEqual([0, 1, rows.length]);
    expect(countText(view)).toBe(`0 of ${rows.length} values differ; 1 equal value is a problem.`);
  });

  test('keeps the exact number beside a rounded one', () => {
    const view = viewOf({ metrics: { mae: 0.123456789012 } }, { metrics: { mae: 0.5 } });
    expect(metricOf(view, 'mae').a).toEqual({ kind: 'number', text: '0.1235', full: '0.123456789012' });
    expect(metricOf(view, 'mae').b).toEqual({ kind: 'number', text: '0.5000' });
  });

  test('of a file that is not JSON reports only that', () => {
    const view = viewOf({}, '{');
    expect(view.verdict).toBe('not-comparable');
    expect(view.reasons).toEqual([
      { severity: 'error', text: 'B is not a valid run manifest: Expected a key in double quotes.' },
    ]);
  });
});
