// The plots next to the table of runs: what they draw, how they are read, and how they select runs.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { valuesAt } from '../../../client/webviews/runs/plots/loss';
import { linePath, nearest } from '../../../client/webviews/runs/plots/marks';
import { columnScale, numberScale } from '../../../client/webviews/runs/plots/scale';
import type { LossCurve } from '../../../src-shared/protocol/runTableView';
import { stage } from './runsStage';
import { column, mae, tableOf } from './runTables';

const uri = (run: number): string => `file:///w/runs/${run}/run_manifest.json`;
const view = tableOf([
  mae(['10', '12', '9', 'NaN', '13'], { best: [2] }),
  column('lr', ['0.1', '0.2', '0.3', '0.2', '0.3']),
  column('opt', ['adam', 'sgd', 'adam', 'sgd', 'adam']),
]);

const shown = (kind: string, more: Parameters<typeof stage>[0] = {}) => {
  const page = stage(more);
  page.show(view);
  page.button(`plot:${kind}`).click();
  return page;
};

/** A component with a state of its own is drawn later. */
const drawn = () => new Promise(resolve => setTimeout(resolve));

/** The number of marks in a path. */
const marks = (path: HTMLElement): number => (path.getAttribute('d') ?? '').split('M').length - 1;

afterEach(() => vi.restoreAllMocks());

describe('scales', () => {
  test('numbers have round ticks within them', () => {
    const { ticks, place, isLog } = numberScale([1, 9], { margin: 0 });
    expect(ticks.map(t => t.text)).toEqual(['2', '4', '6', '8']);
    expect([place(1), place(5), place(9), isLog]).toEqual([0, 0.5, 1, false]);
  });

  test('numbers over several powers of ten have a logarithmic scale', () => {
    const { ticks, place, isLog } = numberScale([0.001, 10], { margin: 0 });
    expect(isLog).toBe(true);
    expect(ticks.map(t => t.text)).toEqual(['0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1', '3', '10']);
    expect(place(0.1)).toBeCloseTo(0.5);
    expect(place(-1)).toBeUndefined();
  });

  test('zero and negative numbers have none', () => expect(numberScale([0, 1000]).isLog).toBe(false));

  test('a single value is in the middle, and no value has no place', () => {
    expect(numberScale([5]).place(5)).toBe(0.5);
    expect(numberScale([]).place(5)).toBeUndefined();
  });

  test('few values are the ticks themselves, unless they are too close', () => {
    const ticks = (texts: string[]) => columnScale(column('h', texts)).ticks.map(t => t.text);
    expect(ticks(['32', '64', '128'])).toEqual(['32', '64', '128']);
    expect(ticks(['1', '1.001', '5'])).toEqual(['1', '2', '3', '4', '5']);
  });

  test('texts are side by side, and NaN has no place', () => {
    expect([0, 1].map(columnScale(column('opt', ['a', 'b'])).place)).toEqual([0.25, 0.75]);
    expect(columnScale(mae(['1', '2', 'NaN'])).place(2)).toBeUndefined();
  });

  test('an axis of times that ends at the last possible date has ticks', () => {
    const { ticks } = numberScale([0, 8.64e15], { isTime: true });
    expect(ticks).toHaveLength(4);
  });

  test('ticks of tiny and enormous differences are finite and few', () => {
    for (const numbers of [
      [1, 1 + 1e-12],
      [-1e300, 1e300],
      [1e-300, 2e-300],
    ]) {
      const { ticks } = numberScale(numbers);
      expect(ticks.length).toBeLessThan(20);
      expect(ticks.every(({ at }) => Number.isFinite(at))).toBe(true);
    }
  });
});

test('a line has a gap where a value is missing', () => {
  expect(linePath([[0, 0], [1, 1], undefined, [2, 2]])).toBe('M0 0L1 1M2 2');
});

test('only the losses of curves that are drawn are read', () => {
  const curves = Array.from({ length: 8 }, (_, i): LossCurve => {
    return { run: `${i}`, label: `${i}`, isRunning: false, epochs: 1, train: [i], test: [] };
  });
  const words = valuesAt(curves, 1).split(' · ');
  expect(words).toHaveLength(7);
  expect(words.at(-1)).toBe('F: 5, test none');
});

test('the nearest point is found within a distance', () => {
  const points = [
    { run: 1, x: 0, y: 0 },
    { run: 2, x: 10, y: 0 },
  ];
  expect(nearest(points, 7, 0, 5)?.run).toBe(2);
  expect(nearest(points, 100, 0, 5)).toBeUndefined();
});

describe('the scatter plot', () => {
  test('shows the metric against the first setting, and counts what it cannot show', () => {
    const { find, all } = shown('scatter');
    expect(find('svg.plot').getAttribute('aria-label')).toBe('mae against lr, 4 runs');
    expect(all('.axisLabel').map(l => l.textContent)).toEqual(['lr', 'mae (lower is better)']);
    expect(find('.plotNote').textContent).toBe('1 run without these values is not shown.');
    expect(marks(find('.marks'))).toBe(3);
    expect(marks(find('.marks-best'))).toBe(1);
  });

  test('the axes can be chosen, and the choice is kept', () => {
    const { find, state } = shown('scatter');
    const choice = find('[data-key="axisX"]') as HTMLSelectElement;
    choice.value = 'opt';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    expect(find('svg.plot').getAttribute('aria-label')).toBe('mae against opt, 4 runs');
    expect(state()?.axes).toEqual({ x: 'opt' });
  });

  test('a rectangle selects the runs in it', () => {
    const { find, state } = shown('scatter');
    const svg = find('svg.plot');
    svg.getBoundingClientRect = () => ({ left: 0, top: 0, width: 980, height: 280 }) as DOMRect;
    const event = (type: string, clientX: number, clientY: number) =>
      new MouseEvent(type, { bubbles: true, clientX, clientY });
    svg.dispatchEvent(event('pointerdown', 0, 0));
    window.dispatchEvent(event('pointermove', 300, 280));
    expect(find('.brush').getAttribute('width')).toBe('300');
    window.dispatchEvent(event('pointerup', 300, 280));
    expect(state()?.selected).toEqual([uri(0)]);
    expect(find('.brush').getAttribute('width')).toBe('0');
    expect(marks(find('.marks-selected'))).toBe(1);
  });

  test('the keyboard reads the runs and selects one', async () => {
    const { find, press, state } = shown('scatter');
    find('.plotBody').focus();
    for (const _ of [1, 2]) {
      press('ArrowRight');
      await drawn();
    }
    expect(find('.readout').textContent).toBe('runs/1/run_manifest.json · lr 0.2 · mae 12');
    expect(find('.plotBody').getAttribute('aria-valuetext')).toBe('runs/1/run_manifest.json · lr 0.2 · mae 12');
    press(' ');
    expect(state()?.selected).toEqual([uri(1)]);
  });

  test('without a metric or a setting that differs it says so', () => {
    const { show, button, find } = stage();
    show(tableOf([column('lr', ['1', '2', '3', '4', '5'])]));
    button('plot:scatter').click();
    expect(find('.plotNote').textContent).toBe('These runs have no metric that is a number.');
    show(tableOf([mae(['1', '2', '3', '4', '5'])]));
    expect(find('.plotNote').textContent).toBe('These runs differ in no setting that could be an axis.');
  });
});

describe('the other plots', () => {
  test('parallel coordinates have an axis for each setting that differs, and one for the metric', () => {
    const { all, find } = shown('parallel');
    expect(all('.axisLabel').map(l => l.textContent)).toEqual(['lr', 'opt', 'mae']);
    expect(marks(find('.lines'))).toBe(5);
  });

  test('a setting of runs without the metric is not an axis, because it would cut each line', () => {
    const page = stage();
    const opt = column('opt', ['adam', 'sgd', 'adam', 'adam']);
    const momentum = column('momentum', [undefined, undefined, '0.1', '0.2']);
    page.show(tableOf([mae(['10', '12', undefined, undefined]), momentum, opt]));
    page.button('plot:parallel').click();
    expect(page.all('.axisLabel').map(l => l.textContent)).toEqual(['opt', 'mae']);
  });

  test('brushing an axis selects the runs through it', () => {
    const { find, state } = shown('parallel');
    const svg = find('svg.plot');
    svg.getBoundingClientRect = () => ({ left: 0, top: 0, width: 980, height: 280 }) as DOMRect;
    const event = (type: string, clientX: number, clientY: number) =>
      new MouseEvent(type, { bubbles: true, clientX, clientY });
    // The middle axis, its upper half: sgd is above adam.
    svg.dispatchEvent(event('pointerdown', 480, 0));
    window.dispatchEvent(event('pointerup', 500, 140));
    expect(state()?.selected).toEqual([uri(1), uri(3)]);
  });

  test('the metric over time uses the time also where its column is hidden', () => {
    const times = column('time', ['a', 'b', 'c', 'd', 'e'], { group: 'run' });
    const values = times.values.map((value, i) => ({ ...value, number: Date.UTC(2026, 3, 1 + i) }));
    const page = stage({ hidden: ['time'] });
    page.show({ ...view, columns: [...view.columns, { ...times, values }] });
    page.button('plot:time').click();
    expect(page.find('svg.plot').getAttribute('aria-label')).toBe('mae against time, 4 runs');
  });
});

describe('loss curves', () => {
  const curve = (run: string, more: Partial<LossCurve> = {}): LossCurve => ({
    run,
    label: `runs/${run}/run_manifest.json`,
    isRunning: false,
    epochs: 3,
    train: [3, 2, 1],
    test: [4, null, 2],
    ...more,
  });

  test('are asked for the selected runs, again when another run is selected', () => {
    const { cell, button, sent, show } = stage();
    show(view);
    cell(1, 0).click();
    button('plot:loss').click();
    expect(sent.at(-1)).toEqual({ type: 'curves', runs: [uri(1)] });
    cell(2, 0).click();
    expect(sent.at(-1)).toEqual({ type: 'curves', runs: [uri(2)] });
  });

  test('have a line for each part, a letter and a name, and a gap where a loss is not finite', () => {
    const { receive, all } = shown('loss');
    receive({ type: 'curves', curves: [curve('a'), curve('b', { isRunning: true })] });
    expect(all('.curveLine')).toHaveLength(4);
    expect((all('.curveTest')[0]?.getAttribute('d') ?? '').split('M')).toHaveLength(3);
    expect(all('.curveLabel').map(l => l.textContent)).toEqual(['A runs/a', 'B runs/b (running)']);
  });

  test('the keyboard reads the losses of an epoch', async () => {
    const { receive, find, press } = shown('loss');
    receive({ type: 'curves', curves: [curve('a'), curve('b')] });
    find('.plotBody').focus();
    for (const _ of [1, 2]) {
      press('ArrowRight');
      await drawn();
    }
    expect(find('.readout').textContent).toBe('Epoch 2 · A: 2, test not finite · B: 2, test not finite');
  });

  test('of other trackers are by step, and the keyboard reads each step that any of them has', async () => {
    const { receive, find, all, press } = shown('loss');
    const steps = { train: [100, 200, 400], test: [200] };
    receive({ type: 'curves', curves: [curve('a', { epochs: 0, train: [3, 2, 1], test: [5], steps })] });
    expect(find('svg.plot').getAttribute('aria-label')).toBe('Losses of 1 run by step');
    expect(all('.axisLabel')[0]?.textContent).toBe('step');
    find('.plotBody').focus();
    for (const words of ['Step 100 · A: 3, test none', 'Step 200 · A: 2, test 5', 'Step 400 · A: 1, test none']) {
      press('ArrowRight');
      await drawn();
      expect(find('.readout').textContent).toBe(words);
    }
    receive({
      type: 'curves',
      curves: [curve('a', { epochs: 0, steps }), curve('b', { doubt: 'It may have diverged.' })],
    });
    expect(all('.plotNote').at(-1)?.textContent).toBe('B: It may have diverged.');
    expect(find('svg.plot').getAttribute('aria-label')).toBe('Losses of 2 runs by epoch or step');
  });

  test('without any it says what to do', () => {
    const { find, cell } = shown('loss');
    expect(find('.plotNote').textContent).toContain('Select runs to see their losses by epoch.');
    cell(0, 0).click();
    expect(find('.plotNote').textContent).toContain('No epochs were recorded for the selected runs.');
  });
});

test('is not drawn again while the grid is scrolled, but when a run is selected', () => {
  let reads = 0;
  const time = column('time', ['1', '2', '3', '4', '5'], { hidden: 'equal' });
  const counted = {
    ...time,
    get at() {
      reads++;
      return time.at;
    },
  };
  const page = stage();
  page.show(tableOf([mae(['10', '12', '9', 'NaN', '13']), counted]));
  page.button('plot:time').click();
  const drawnOnce = reads;
  page.find('.grid').dispatchEvent(new Event('scroll'));
  expect([drawnOnce > 0, reads]).toEqual([true, drawnOnce]);
  page.cell(1, 0).click();
  expect(reads).toBeGreaterThan(drawnOnce);
});
