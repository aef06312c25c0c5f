// The table of runs: what it shows, and what mouse and keyboard do.
import { describe, expect, test } from 'vitest';
import { stage } from './runsStage';
import { column, mae, tableOf } from './runTables';

const uri = (run: number): string => `file:///w/runs/${run}/run_manifest.json`;

const view = tableOf([
  mae(['10', '12', '9', '11', '13', '14'], { best: [2] }),
  column('lr', ['0.1', '0.2', '0.1', '0.2', '0.3', '0.3']),
  column('torch', Array(6).fill('2.4.0'), { hidden: 'equal', group: 'environment' }),
]);

describe('the grid', () => {
  test('shows runs with the columns that differ, and counts the others', () => {
    const { show, texts, heads, find, live } = stage();
    show(view);
    expect(heads()).toEqual(['run', 'mae', 'lr']);
    expect(texts(-1).slice(1)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(texts(0).slice(1)).toEqual(['10', '12', '9', '11', '13', '14']);
    expect(find('.footer').textContent).toBe('6 runs · 4 columns, 1 hidden (equal everywhere 1)');
    expect(live.textContent).toBe('6 runs');
  });

  test('is a grid for screen readers, whose cells say what they are', () => {
    const { show, find, cell } = stage();
    show(view);
    expect(find('.grid').getAttribute('role')).toBe('grid');
    expect(find('.grid').getAttribute('aria-rowcount')).toBe('7');
    expect(find('.grid').getAttribute('aria-colcount')).toBe('3');
    expect(cell(2, 0).getAttribute('aria-label')).toBe('9, best');
    expect(cell(2, 0).querySelector('.codicon-star-full')).not.toBeNull();
    expect(cell(-1, 0).getAttribute('aria-label')).toBe('mae, lower is better, 6 values');
    expect(cell(2, -1).getAttribute('aria-label')).toBe('runs/2/run_manifest.json');
  });

  test('has few nodes with 10,000 runs and 200 columns', () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => String((i * 7919) % 10_007));
    const shared = column('c', numbers);
    const many = tableOf([
      mae(numbers),
      ...Array.from({ length: 200 }, (_, k) => ({ ...shared, key: `c${k}`, title: `c${k}` })),
    ]);
    const { show, root, cell } = stage();
    show(many);
    expect(root.querySelectorAll('*').length).toBeLessThan(6000);
    expect(root.querySelectorAll('[role="row"]').length).toBeLessThan(60);
    expect(root.querySelectorAll('.head .cell').length).toBeLessThan(40);
    expect(cell(0, 0).textContent).toBe('0');
  });
});

describe('sorting', () => {
  test('a click on a header sorts, another one reverses, a third one restores the order', () => {
    const { show, texts, cell, live, state } = stage();
    show(view);
    cell(-1, 0).click();
    expect(texts(0).slice(1)).toEqual(['9', '10', '11', '12', '13', '14']);
    expect(cell(-1, 0).getAttribute('aria-sort')).toBe('ascending');
    expect(live.textContent).toBe('Sorted by mae, the smallest first');
    cell(-1, 0).click();
    expect(texts(0).slice(1)).toEqual(['14', '13', '12', '11', '10', '9']);
    expect(state()?.sort).toEqual({ key: 'mae', descending: true });
    cell(-1, 0).click();
    expect(texts(0).slice(1)).toEqual(['10', '12', '9', '11', '13', '14']);
    expect(state()?.sort).toBeUndefined();
    expect(cell(-1, 0).getAttribute('aria-sort')).toBe('none');
  });

  test('the header of the names shows the order too', () => {
    const { show, cell } = stage();
    show(view);
    cell(-1, -1).click();
    expect(cell(-1, -1).getAttribute('aria-sort')).toBe('ascending');
    expect(cell(-1, -1).querySelector('.codicon-triangle-up')).not.toBeNull();
    cell(-1, -1).click();
    expect(cell(-1, -1).querySelector('.codicon-triangle-down')).not.toBeNull();
  });

  test('Enter and Space on a header sort', () => {
    const { show, texts, cell, press } = stage();
    show(view);
    cell(-1, 0).focus();
    press('Enter');
    press(' ');
    expect(texts(0).slice(1)).toEqual(['14', '13', '12', '11', '10', '9']);
  });
});

describe('the keyboard', () => {
  test('arrow keys move the focus over headers and cells, and one cell is the tab stop', () => {
    const { show, cell, press, focused, all } = stage();
    show(view);
    cell(0, -1).focus();
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown']) press(key);
    expect(focused()).toBe('1:1');
    press('Home');
    expect(focused()).toBe('1:-1');
    press('End', { ctrlKey: true });
    expect(focused()).toBe('5:1');
    press('ArrowDown');
    expect(focused()).toBe('5:1');
    expect(all('[data-cell][tabindex="0"]').map(c => c.dataset.cell)).toEqual(['5:1']);
  });

  test('a cell far away is rendered before it gets the focus, and stays while the grid scrolls', () => {
    const numbers = Array.from({ length: 5000 }, (_, i) => String(i));
    const { show, cell, press, focused, find } = stage();
    show(tableOf([mae(numbers), ...Array.from({ length: 50 }, (_, k) => column(`c${k}`, numbers))]));
    cell(0, -1).focus();
    press('End', { ctrlKey: true });
    expect(focused()).toBe('4999:50');
    expect(document.activeElement?.textContent).toBe('4999');
    find('.grid').scrollTop = 0;
    find('.grid').dispatchEvent(new Event('scroll'));
    expect(focused()).toBe('4999:50');
  });

  test('Space selects, Shift with an arrow selects a range, Escape clears', () => {
    const { show, cell, press, state, live, all } = stage();
    show(view);
    cell(1, 0).focus();
    press(' ');
    expect(state()?.selected).toEqual([uri(1)]);
    expect(live.textContent).toBe('1 selected');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect(state()?.selected).toEqual([uri(1), uri(2), uri(3)]);
    expect(all('[role="row"][aria-selected="true"]')).toHaveLength(3);
    press('Escape');
    expect(state()?.selected).toEqual([]);
    press('a', { ctrlKey: true });
    expect(state()?.selected).toHaveLength(6);
  });

  test('Enter on a run opens it', () => {
    const { show, cell, press, sent } = stage();
    show(view);
    cell(3, -1).focus();
    press('Enter');
    expect(sent.at(-1)).toEqual({ type: 'open', run: uri(3) });
  });

  test('Delete on a header hides its column; Alt with an arrow moves it, and the focus follows', () => {
    const { show, cell, press, heads, focused, state, find } = stage();
    show(view);
    cell(-1, 0).focus();
    press('ArrowRight', { altKey: true });
    expect(heads()).toEqual(['run', 'lr', 'mae']);
    expect(focused()).toBe('-1:1');
    press('Delete');
    expect(heads()).toEqual(['run', 'lr']);
    expect(state()?.hidden).toEqual(['mae']);
    expect(find('.footer').textContent).toContain('2 hidden (equal everywhere 1, hidden by you 1)');
  });
});

describe('the mouse', () => {
  test('a click selects one run, with Ctrl another one, with Shift those between', () => {
    const { show, cell, state } = stage();
    show(view);
    cell(1, 0).click();
    cell(2, 1).click();
    expect(state()?.selected).toEqual([uri(2)]);
    cell(4, 0).dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    expect(state()?.selected).toEqual([uri(2), uri(4)]);
    cell(5, 0).dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
    expect(state()?.selected).toEqual([uri(2), uri(4), uri(5)]);
  });

  test('a right click on a header hides its column', () => {
    const { show, cell, heads } = stage();
    show(view);
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
    cell(-1, 1).dispatchEvent(event);
    expect(heads()).toEqual(['run', 'mae']);
    expect(event.defaultPrevented).toBe(true);
  });

  test('a header that is dropped on another one takes its place', () => {
    const { show, cell, heads } = stage();
    show(view);
    cell(-1, 1).dispatchEvent(new Event('dragstart', { bubbles: true }));
    cell(-1, 0).dispatchEvent(new Event('drop', { bubbles: true, cancelable: true }));
    expect(heads()).toEqual(['run', 'lr', 'mae']);
  });
});

describe('the actions', () => {
  test('two selected runs are compared; the lower one is A', () => {
    const { show, cell, button, sent, all } = stage();
    show(view);
    cell(0, 0).click();
    expect(all('[data-key="compare"]')).toEqual([]);
    cell(2, 0).dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    button('compare').click();
    expect(sent.at(-1)).toEqual({ type: 'compare', a: uri(2), b: uri(0) });
  });

  test('a delta has a word for its tone, and its note is read', () => {
    const { show, cell } = stage();
    const deltas = [
      null,
      { text: '+2', tone: 'worse' as const },
      { text: '-1', tone: 'noise' as const, note: 0 },
      null,
      null,
      null,
    ];
    show({
      ...tableOf([mae(['10', '12', '9', '11', '13', '14'], { deltas })]),
      baselines: [0],
      baselineOf: [0, 0, 0, 0, 0, 0],
      notes: ['Within the noise of 3 seeds.'],
    });
    expect(cell(1, 0).textContent).toBe('12 +2 worse');
    expect(cell(2, 0).textContent).toBe('9 -1 noise');
    expect(cell(2, 0).getAttribute('aria-label')).toBe('9 -1 noise, Within the noise of 3 seeds.');
  });

  test('the export has the runs and columns that are shown, in their order', () => {
    const { show, cell, button, sent, find } = stage();
    show(view);
    cell(-1, 0).click();
    const filter = find('[data-key="filter"]') as HTMLInputElement;
    filter.value = 'lr = 0.1';
    filter.dispatchEvent(new Event('input', { bubbles: true }));
    button('export').click();
    expect(sent.at(-1)).toEqual({ type: 'export', runs: [uri(2), uri(0)], columns: ['path', 'mae', 'lr'] });
  });

  test('a column that only the table has is not exported', () => {
    const { show, button, sent } = stage();
    show(tableOf([mae(['10', '12']), column(':trust', ['verified', 'no seed'], { title: 'trust', isLocal: true })]));
    button('export').click();
    expect(sent.at(-1)).toMatchObject({ type: 'export', columns: ['path', 'mae'] });
  });

  test('the runs that can be trusted are shown after a verification, and all again', () => {
    const { show, button, sent, state, texts } = stage();
    const trust = column(':trust', ['verified', 'no seed', 'verified', 'not verified', 'verified'], { title: 'trust' });
    show(
      tableOf([
        { ...trust, values: trust.values.map(v => ({ ...v, ...(v.text === 'verified' && { mark: 'verified' }) })) },
      ]),
    );
    expect(texts(0).slice(1)).toHaveLength(5);
    button('trusted').click();
    expect(sent.at(-1)).toEqual({ type: 'verifyAll' });
    expect(state()?.filter).toBe('trust = verified');
    expect(button('trusted').getAttribute('aria-pressed')).toBe('true');
    expect(texts(0).slice(1)).toEqual(['verified', 'verified', 'verified']);
    expect(texts(-1).slice(1)).toEqual(['0', '2', '4']);
    sent.length = 0;
    button('trusted').click();
    expect(sent).toEqual([]);
    expect(texts(0).slice(1)).toHaveLength(5);
  });

  test('a mark is an icon next to its value', () => {
    const { show, cell } = stage();
    const trust = column('trust', ['verified', 'no seed', 'x', 'x', 'x']);
    const marks = { verified: 'verified', 'no seed': 'warning' } as const;
    const values = trust.values.map(v => ({ ...v, mark: marks[v.text as keyof typeof marks] }));
    show(tableOf([{ ...trust, values: values.map(({ mark, ...v }) => (mark ? { ...v, mark } : v)) }]));
    expect(cell(0, 0).querySelector('.codicon-pass')).not.toBeNull();
    expect(cell(1, 0).querySelector('.codicon-warning')).not.toBeNull();
    expect(cell(2, 0).querySelector('.codicon')).toBeNull();
  });

  test('columns are chosen by the user', () => {
    const { show, button, sent, receive, heads } = stage();
    show(view);
    button('columns').click();
    expect(sent.at(-1)).toEqual({
      type: 'chooseColumns',
      columns: [
        { key: 'mae', label: 'mae', note: 'metric', isShown: true },
        { key: 'lr', label: 'lr', note: 'setting', isShown: true },
        { key: 'torch', label: 'torch', note: 'environment, equal everywhere: 2.4.0', isShown: false },
      ],
    });
    receive({ type: 'columns', keys: ['mae', 'torch'] });
    expect(heads()).toEqual(['run', 'mae', 'torch']);
  });

  test('runs by seed are asked for, and a row says how many it has', () => {
    const { show, button, sent, texts } = stage();
    show(view);
    button('bySeed').click();
    expect(sent.at(-1)).toEqual({ type: 'query', query: { bySeed: true } });
    show({ ...view, counts: [3, 1, 1, 1, 1, 1] }, { bySeed: true });
    expect(texts(-1)[1]).toBe('0 and 2 more');
    expect(button('bySeed').getAttribute('aria-pressed')).toBe('true');
  });
});
