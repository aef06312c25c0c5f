// The table of runs: the filter, few runs, empty states, and what survives a reload.
import { describe, expect, test } from 'vitest';
import { stage } from './runsStage';
import { column, mae, tableOf } from './runTables';

const uri = (run: number): string => `file:///w/runs/${run}/run_manifest.json`;

const view = tableOf([
  mae(['10', '12', '9', '11', '13', '14'], { best: [2] }),
  column('lr', ['0.1', '0.2', '0.1', '0.2', '0.3', '0.3']),
  column('torch', Array(6).fill('2.4.0'), { hidden: 'equal', group: 'environment' }),
]);

describe('the filter', () => {
  const type = ({ find }: ReturnType<typeof stage>, text: string): void => {
    const filter = find('[data-key="filter"]') as HTMLInputElement;
    filter.value = text;
    filter.dispatchEvent(new Event('input', { bubbles: true }));
  };

  test('shows the runs that match, and says how many', () => {
    const page = stage();
    page.show(view);
    type(page, 'mae < 11');
    expect(page.texts(0).slice(1)).toEqual(['10', '9']);
    expect(page.live.textContent).toBe('2 of 6 runs shown');
    expect(page.find('.footer').textContent).toMatch(/^2 of 6 runs/);
  });

  test('states what is wrong with a condition, and that no run matches', () => {
    const page = stage();
    page.show(view);
    type(page, 'mea < 11');
    expect(page.find('.problem').textContent).toBe('There is no column mea.');
    type(page, 'nothing');
    expect(page.find('.nothing').textContent).toBe('No run matches the filter.');
  });
});

describe('few runs', () => {
  const few = tableOf([mae(['10', '12'], { best: [0] }), column('lr', ['0.1', '0.2'])]);

  test('each has a column, and can be shown as a row', () => {
    const { show, texts, heads, button, state } = stage();
    show(few);
    expect(texts(-1)).toEqual(['value', 'mae', 'lr']);
    expect(heads().slice(1)).toEqual(['0', '1']);
    button('transposed').click();
    expect(heads()).toEqual(['run', 'mae', 'lr']);
    expect(state()?.transposed).toBe(false);
  });

  test('a value is sorted by and hidden by its row, and a run is selected by its column', () => {
    const { show, cell, press, state, heads, texts } = stage();
    show(few);
    cell(0, 1).click();
    expect(state()?.selected).toEqual([uri(1)]);
    expect(cell(-1, 1).classList.contains('selected')).toBe(true);
    cell(0, -1).click();
    cell(0, -1).click();
    expect(heads().slice(1)).toEqual(['1', '0']);
    cell(1, -1).focus();
    press('Delete');
    expect(texts(-1)).toEqual(['value', 'mae']);
  });
});

describe('states of the page', () => {
  test('without runs it says what to do', () => {
    const { show, find, button, sent } = stage();
    show(tableOf([], { runs: [] }));
    expect(find('.empty').textContent).toContain(
      'No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
    );
    button('train').click();
    expect(sent.at(-1)).toEqual({ type: 'train' });
  });

  test('without runs in the selected files it says so, and not that there are none', () => {
    const { show, find } = stage();
    show(tableOf([], { runs: [], remarks: ['2 of the 2 selected files have no runs.'] }));
    expect(find('.empty').textContent).toContain('2 of the 2 selected files have no runs.');
    expect(find('.empty').textContent).not.toContain('No runs yet');
  });

  test('a failure is shown with a way to try again, and a later table replaces it', () => {
    const { receive, find, button, sent, show, heads } = stage();
    receive({ type: 'failure', message: 'The server did not respond.', query: {} });
    expect(find('.failure').textContent).toContain('The server did not respond.');
    button('again').click();
    expect(sent.at(-1)).toEqual({ type: 'ready' });
    show(view);
    expect(heads()).toEqual(['run', 'mae', 'lr']);
  });

  test('sort, filter, columns and selection survive a reload', () => {
    const before = stage();
    before.show(view);
    before.cell(-1, 0).click();
    before.cell(0, 0).click();
    before.cell(-1, 1).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    const after = stage(JSON.parse(JSON.stringify(before.state())));
    after.show(view);
    expect(after.heads()).toEqual(['run', 'mae']);
    expect(after.texts(0).slice(1)).toEqual(['9', '10', '11', '12', '13', '14']);
    expect(after.all('[role="row"][aria-selected="true"]')).toHaveLength(1);
  });

  test('runs stay selected when the table changes, and those that are gone do not', () => {
    const { show, cell, state, all, press } = stage();
    show(view);
    cell(0, 0).focus();
    press('a', { ctrlKey: true });
    show({ ...view, runs: ['file:///new', ...view.runs.slice(0, 5)] });
    expect(all('[role="row"][aria-selected="true"]')).toHaveLength(5);
    expect(state()?.selected).toHaveLength(6);
  });

  test('a run without a file cannot be selected', () => {
    const { show, cell, state } = stage();
    show({ ...view, runs: [null, ...view.runs.slice(1)] });
    cell(0, 0).click();
    expect(state()?.selected).toEqual([]);
  });
});

test('a narrow page gives the names of runs less space', () => {
  const { show, cell } = stage();
  const names = Array.from({ length: 6 }, (_, i) => `${'a'.repeat(60)}${i}`);
  show({ ...view, columns: [column('path', names), ...view.columns.slice(1)] });
  const width = () => Number.parseFloat(cell(-1, -1).style.width);
  const before = width();
  const usual = window.innerWidth;
  Object.defineProperty(window, 'innerWidth', { value: 400, configurable: true, writable: true });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: 400, configurable: true });
  window.dispatchEvent(new Event('resize'));
  expect(width()).toBeLessThan(before);
  Object.defineProperty(window, 'innerWidth', { value: usual, configurable: true, writable: true });
  Reflect.deleteProperty(HTMLElement.prototype, 'clientWidth');
});
