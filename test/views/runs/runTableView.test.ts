// The table of runs as view data.
import { describe, expect, test } from 'vitest';
import { shownRows, TRUSTED } from '../../../client/webviews/runs/arrange';
import { VERIFY_STEPS, type VerifyStep } from '../../../src-shared/runs/verify/verification';
import { column, type MadeRun, specText, texts, viewOf } from './madeRuns';

const run = (lr: number, mae: unknown, more: Record<string, unknown> = {}): MadeRun => ({
  spec: specText(lr),
  more: { metrics: { mae }, ...more },
});
const seeded = (lr: number, seed: number, mae: number): MadeRun => ({
  spec: specText(lr, seed),
  more: { seed, metrics: { mae } },
});

describe('columns', () => {
  test('settings are leaves of the spec, and the environment those of the file', () => {
    const view = viewOf([run(0.1, 1), run(0.2, 2, { env: { torch: '2.4.0', cuda: { version: '12.1' } } })]);
    expect(column(view, 'train.optimizer.lr')).toMatchObject({ group: 'settings', at: [0, 1], isNumber: true });
    expect(column(view, 'dataset D.target')).toMatchObject({ group: 'data', hidden: 'equal' });
    expect(texts(column(view, 'env.cuda.version'))).toEqual([undefined, '12.1']);
    expect(column(view, 'env.torch').group).toBe('environment');
    expect(column(view, 'mae')).toMatchObject({ group: 'metrics', direction: 'lower', isNumber: true });
  });

  test('what all runs share is hidden, but not metrics and names', () => {
    const view = viewOf([run(0.1, 1), run(0.1, 1)]);
    expect(view.columns.filter(c => !c.hidden).map(c => c.key)).toEqual(['path', 'mae']);
  });

  test('the full text of a name shows no hidden characters and no secrets', () => {
    const view = viewOf([run(0.1, 1, {}), { ...run(0.2, 2), name: `a\u202eb ghp_${'a1B2'.repeat(9)}` }]);
    const [value] = column(view, 'name').values;
    expect(JSON.stringify(value)).toMatch(/^\{"text":"a\\\\u202eb [^"]*"\}$/);
    expect(JSON.stringify(value)).not.toContain('a1B2a1B2');
  });

  test('tags are parts of their value, so that a filter compares each of them', () => {
    const view = { ...viewOf([{ ...run(0.1, 1), tags: ['best', 'paper'] }, run(0.2, 2)]), remarks: [] };
    expect(column(view, 'tags').values).toEqual([{ text: 'best paper', parts: ['best', 'paper'] }]);
    expect(shownRows(view, { filter: 'tags = paper' }).rows).toEqual([0]);
    expect(shownRows(view, { filter: 'tags != paper' }).rows).toEqual([]);
    expect(shownRows(view, { filter: 'tags = "best paper"' }).rows).toEqual([]);
  });

  test('the trust of a run is what counts against it, or how far it was verified', () => {
    const step = (name: VerifyStep['name'], state: VerifyStep['state']): VerifyStep => ({
      name,
      state,
      detail: `${name} is ${state}.`,
    });
    const confirmed = VERIFY_STEPS.map(name => step(name, 'confirmed'));
    const shown = viewOf([run(0.1, 'NaN', { seed: null }), run(0.2, 2), run(0.3, 3), run(0.4, 4), run(0.5, 5)], {
      steps: [
        undefined,
        undefined,
        confirmed,
        [...confirmed.slice(1), step('config_hash', 'unknown')],
        [...confirmed.slice(1), step('data_hash', 'contradicted')],
      ],
    });
    const view = { ...shown, remarks: [] };
    const trust = column(view, ':trust');
    expect(trust).toMatchObject({ title: 'trust', isLocal: true });
    expect(trust.hidden).toBeUndefined();
    expect(trust.at.map(i => trust.values[i])).toEqual([
      {
        text: 'diverged, no seed',
        full: 'A metric is NaN or infinite. It recorded no seed, so it cannot be repeated exactly. It was not verified.',
        parts: ['diverged', 'no seed'],
        mark: 'warning',
      },
      { text: 'not verified', full: 'It was not verified.', parts: ['not verified'] },
      { text: 'verified', parts: ['verified'], mark: 'verified' },
      { text: 'verified in part', full: 'config_hash is unknown.', parts: ['verified in part'] },
      { text: 'data changed', full: 'data_hash is contradicted.', parts: ['data changed'], mark: 'warning' },
    ]);
    expect(shownRows(view, { filter: TRUSTED }).rows).toEqual([2]);
    expect(shownRows(view, { filter: 'trust = "no seed"' }).rows).toEqual([0]);
  });

  test('a run is not trusted because its file records that it is', () => {
    const view = { ...viewOf([run(0.1, 1, { trust: 'verified' }), run(0.2, 2)]), remarks: [] };
    expect(texts(column(view, 'trust'))).toEqual(['verified', undefined]);
    expect(shownRows(view, { filter: TRUSTED }).rows).toEqual([]);
  });

  test('a group over seeds is trusted only if each of its runs is', () => {
    const confirmed = VERIFY_STEPS.map((name): VerifyStep => ({ name, state: 'confirmed', detail: '' }));
    const made = [seeded(0.1, 1, 1), seeded(0.1, 2, 2)];
    const trust = (steps: readonly (readonly VerifyStep[] | undefined)[]) =>
      texts(column(viewOf(made, { bySeed: true, steps }), ':trust'));
    expect(trust([confirmed, confirmed])).toEqual(['verified']);
    expect(trust([confirmed, undefined])).toEqual(['not verified']);
  });

  test('the trust is hidden where nothing counts against any run and none was verified', () => {
    expect(column(viewOf([run(0.1, 1), run(0.2, 2)]), ':trust').hidden).toBe('equal');
    const both = [run(0.1, 1, { seed: null }), run(0.2, 2, { seed: null })];
    expect(column(viewOf(both), ':trust').hidden).toBeUndefined();
  });

  test('a value that only some runs have is a difference', () => {
    const view = viewOf([run(0.1, 1, { env: { torch: '2.4.0' } }), run(0.1, 1, { env: {} })]);
    expect(column(view, 'env.torch')).toMatchObject({ at: [0, -1] });
    expect(column(view, 'env.torch').hidden).toBeUndefined();
  });

  test('the param of a run is its setting, which is then not shown twice', () => {
    const spec =
      'params:\n    lr = 0.5\n    h = 8\n\ntrain:\n    optimizer = adam(lr=$lr)\n\nmodel M:\n    dense $h relu\n';
    const made = (params: Record<string, string>): MadeRun => ({ spec, more: { params } });
    const view = viewOf([made({ lr: '0.1' }), made({ lr: '0.2' })]);
    expect(texts(column(view, 'params.lr'))).toEqual(['0.1', '0.2']);
    expect(column(view, 'train.optimizer.lr')).toMatchObject({ hidden: 'repeats', at: [0, 1] });
    expect(texts(column(view, 'model M.layer 1'))).toEqual(['dense 8 relu', 'dense 8 relu']);
    expect(view.columns.map(c => c.key)).not.toContain('params.h');
  });

  test('a setting that names a long param many times stays short', () => {
    const spec = `params:\n    p = "x"\n\ntrain:\n    notes = [${Array.from({ length: 500 }, () => '$p').join(', ')}]\n`;
    const view = viewOf([{ spec, more: { params: { p: 'y'.repeat(900) } } }]);
    const { text, full = text } = column(view, 'train.notes').values[0] ?? { text: '' };
    expect(full.match(/y{900}/g)).toHaveLength(2);
    expect(full.length).toBeLessThan(5000);
  });

  test('a param that only some runs were given is hidden where the setting is known for all', () => {
    const spec = 'params:\n    lr = 0.5\n\ntrain:\n    optimizer = adam(lr=$lr)\n';
    const view = viewOf([{ spec, more: { params: { lr: '0.1' } } }, { spec }]);
    expect(column(view, 'params.lr').hidden).toBe('repeats');
    expect(texts(column(view, 'train.optimizer.lr'))).toEqual(['0.1', '0.5']);
  });

  test('the value of a param is a number although runs record it as a text', () => {
    const made = (lr: string): MadeRun => ({ spec: specText(0.1), more: { params: { lr } } });
    const view = viewOf([made('128'), made('32'), made('adam')]);
    expect(column(view, 'params.lr').values.map(v => [v.text, v.number])).toEqual([
      ['32', 32],
      ['128', 128],
      ['adam', undefined],
    ]);
  });

  test('the settings of a run without a known spec are not known', () => {
    const view = viewOf([run(0.1, 1), run(0.2, 2)], { missing: [specText(0.2)] });
    expect(column(view, 'train.optimizer.lr').at).toEqual([0, -1]);
  });
});

describe('values', () => {
  test('are listed in order; NaN has none and comes last', () => {
    const mae = column(viewOf([run(0.1, 10), run(0.1, 'NaN'), run(0.1, 9), run(0.1, 10)]), 'mae');
    expect(mae.values.map(v => v.text)).toEqual(['9', '10', 'NaN']);
    expect(mae).toMatchObject({ ordered: 2, at: [1, 2, 0, 1] });
    expect(mae.values.map(v => v.number)).toEqual([9, 10, undefined]);
  });

  test('a rounded value has its digits', () => {
    const mae = column(viewOf([run(0.1, 0.123456789)]), 'mae');
    expect(mae.values).toEqual([{ text: '0.1235', full: '0.123456789', number: 0.123456789 }]);
  });

  test('the best is marked by the direction of the metric, and not where it is unknown', () => {
    const made = (mae: number, odd: number): MadeRun => ({ spec: specText(0.1), more: { metrics: { mae, odd } } });
    const view = viewOf([made(3, 1), made(2, 2), made(4, 3)]);
    expect(column(view, 'mae').best).toEqual([1]);
    expect(column(view, 'odd').best).toBeUndefined();
    expect(column(view, 'odd').direction).toBe('unknown');
  });

  test('a direction that the program recorded counts before the name, also for the means over seeds', () => {
    const made = [10, 12].map((mae, i): MadeRun => ({ ...run(0.1 * (i + 1), mae), direction: 'higher' }));
    expect(column(viewOf(made), 'mae').direction).toBe('higher');
    const bySeed = column(viewOf(made, { baseline: 0, bySeed: true }), 'mae');
    expect(bySeed.deltas?.map(delta => delta?.tone)).toEqual([undefined, 'better']);
  });
});

describe('the baseline', () => {
  test('deltas are better or worse by the direction, and say that they may be noise', () => {
    const view = viewOf([run(0.1, 10), run(0.2, 9), run(0.3, 12)], { baseline: 0 });
    const { deltas } = column(view, 'mae');
    expect(deltas?.map(d => d && [d.text, d.tone])).toEqual([null, ['-1', 'better'], ['+2', 'worse']]);
    expect(view.notes[deltas?.[1]?.note ?? -1]).toBe(
      'It may be noise: there are too few seeds to tell (1 here, 1 for the baseline; 3 on each side are needed).',
    );
  });

  test('a difference that other seeds explain is noise', () => {
    const base = [10, 10.5, 9.5].map((mae, i) => seeded(0.1, i, mae));
    const near = [10.1, 10.6, 9.7].map((mae, i) => seeded(0.2, i, mae));
    const far = [15, 15.5, 14.5].map((mae, i) => seeded(0.3, i, mae));
    const view = viewOf([...base, ...near, ...far], { baseline: 0 });
    const deltas = column(view, 'mae').deltas ?? [];
    expect(deltas.map(d => d?.tone)).toEqual([
      undefined,
      'noise',
      'noise',
      ...Array(3).fill('noise'),
      ...Array(3).fill('worse'),
    ]);
    const note = (i: number): string | undefined => view.notes[deltas[i]?.note ?? -1];
    expect(note(1)).toBe('Within the noise: the two runs have the same settings apart from their seed.');
    expect(note(3)).toBe("Within the noise of 3 and 3 seeds (Welch's t-test, p = 0.75).");
    expect(note(6)).toBe("More than the noise of 3 and 3 seeds (Welch's t-test, p < 0.001, below 0.05).");
  });

  test('no difference is not called noise', () => {
    const { deltas } = column(viewOf([seeded(0.1, 0, 10), seeded(0.1, 1, 10)], { baseline: 0 }), 'mae');
    expect(deltas?.[1]).toMatchObject({ text: '0', tone: 'neutral' });
  });

  test('each run states whether it can be compared, and why not', () => {
    const view = viewOf([run(0.1, 10), run(0.2, 9), run(0.1, 8, { data_hash: 'c'.repeat(64) })], { baseline: 0 });
    const of = (i: number) => view.comparabilities?.[view.comparability?.[i] ?? -1];
    expect(of(0)).toEqual({ verdict: 'baseline', text: 'The baseline.' });
    expect(of(1)?.verdict).toBe('not-comparable');
    expect(of(2)?.text).toMatch(/^Not comparable\. .*data/);
    // A difference on other data would look like a result.
    expect(column(view, 'mae').deltas?.[2]).toBeNull();
  });
});

describe('over seeds', () => {
  const made = [10, 10.5, 9.5].map((mae, i) => seeded(0.1, i, mae));

  test('a row is a group with mean, deviation and number', () => {
    const view = viewOf([...made, seeded(0.2, 7, 12)], { bySeed: true });
    expect(view.counts).toEqual([3, 1]);
    expect(texts(column(view, 'mae'))).toEqual(['10.00 ± 0.5', '12.00']);
    expect(texts(column(view, 'seed'))).toEqual(['0 1 2', '7']);
    expect(column(view, 'mae').values.map(v => v.number)).toEqual([10, 12]);
  });

  test('the baseline is the group of the run, and the delta that of the means', () => {
    const other = [20, 20.5, 19.5].map((mae, i) => seeded(0.2, i, mae));
    const view = viewOf([...made, ...other], { bySeed: true, baseline: 1 });
    expect([view.baselines, view.baselineOf]).toEqual([[0], [0, 0]]);
    expect(view.comparabilities?.[view.comparability?.[0] ?? -1]?.verdict).toBe('baseline');
    expect(column(view, 'mae').deltas?.map(d => d && [d.text, d.tone])).toEqual([null, ['+10', 'worse']]);
  });
});
