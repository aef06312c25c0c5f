// The diff webview for keyboards and screen readers: the sentence of each row, roles, tab stops and arrow keys.
import { describe, expect, it } from 'vitest';
import type { DiffRow, MetricRow, ValueView } from '../../../src-shared/protocol/views';
import { absent, metric, nothing, press, row, stage, string, view } from './diffViews';

const oneRow = (over: Parameters<typeof row>[1]) =>
  view({ metrics: [], sections: [{ id: 's', title: 'S', rows: [row('p', over)] }], differing: 1, total: 1 });

describe('keyboard and screen readers', () => {
  it('labels each row with one sentence', () => {
    const { show, root } = stage();
    show(view());
    const spoken = Array.from(root.querySelectorAll('[data-row]'), element => element.getAttribute('aria-label'));
    expect(spoken).toEqual([
      'mae, A 0.1230, B 0.1180, 4.1 percent lower, B better',
      'env.torch, A x, B y, may change results',
    ]);
  });

  it.each<[string, ValueView, ValueView, Partial<DiffRow>, string]>([
    ['absent and empty values', absent, string('""'), {}, 'p, A absent, B empty string, may change results'],
    ['a text that looks like null', string('null'), nothing, {}, 'p, A "null", B null, may change results'],
    ['equal values once', string('x'), string('x'), { severity: 'same' }, 'p, both x'],
    ['an equal problem', string('x'), string('x'), { differs: false }, 'p, both x, may change results'],
  ])('announces %s as they are visible', (_, a, b, over, spoken) => {
    const { show, find } = stage({ onlyDifferences: false });
    show(oneRow({ a, b, ...over }));
    expect(find('[data-row]').getAttribute('aria-label')).toBe(spoken);
  });

  it.each<[string, Partial<MetricRow>, string]>([
    ['an unknown direction', { direction: 'unknown', better: 'unknown' }, '4.1 percent lower, direction unknown'],
    ['a side that diverged', { noChange: 'a-diverged', relative: '', better: 'unknown' }, 'A diverged'],
    ['an equal metric', { differs: false, better: 'same' }, 'equal'],
    ['a series', { seriesLength: { a: 2, b: 3 } }, '4.1 percent lower, B better'],
  ])('announces %s in the words of the row', (_, over, end) => {
    const { show, find } = stage({ onlyDifferences: false });
    const { relative, delta, ...rest } = metric('m', over);
    const isChanged = over.noChange === undefined && over.differs !== false;
    show(view({ metrics: [isChanged ? ({ relative, delta, ...rest } as MetricRow) : rest] }));
    const start = over.seriesLength ? 'm, last of 2 and 3 values, ' : 'm, ';
    expect(find('[data-row]').getAttribute('aria-label')).toBe(`${start}A 0.1230, B 0.1180, ${end}`);
    const words = find('[data-row]').textContent;
    for (const word of end.split(', ').filter(w => !w.includes('percent'))) expect(words).toContain(word);
  });

  it('is a grid, or a treegrid with levels and positions where rows expand', () => {
    const { show, root } = stage({ onlyDifferences: false });
    const rows = [row('p', { a: string('x'.repeat(100)) }), row('q')];
    show(view({ sections: [{ id: 's', title: 'S', rows }] }));
    const tables = Array.from(root.querySelectorAll('table'));
    expect(tables.map(table => table.getAttribute('role'))).toEqual(['grid', 'treegrid']);
    const names = ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'];
    const attributes = (table: Element) =>
      Array.from(table.querySelectorAll('[data-row]'), each => names.map(name => each.getAttribute(name)));
    expect(tables.map(attributes)).toEqual([
      [[null, null, null, null]],
      [
        ['1', '1', '2', 'false'],
        ['1', '2', '2', null],
      ],
    ]);
    // A row of a grid must not be expandable.
    expect(root.querySelectorAll('[role=grid] [aria-expanded]')).toHaveLength(0);
    const roles = Array.from(tables[1]!.querySelectorAll('tbody tr:first-child > *'), each =>
      each.getAttribute('role'),
    );
    expect(roles).toEqual(['rowheader', 'gridcell', 'gridcell', 'gridcell']);
  });

  it('expands and collapses a row with the arrows, and announces what it shows', () => {
    const { show, find } = stage();
    const long = `${'a'.repeat(50)}${'b'.repeat(50)}`;
    show(oneRow({ a: string(long) }));
    const current = () => find('[data-row]');
    current().focus();
    expect(current().getAttribute('aria-label')).not.toContain(long);
    press(current(), 'ArrowLeft');
    expect(current().getAttribute('aria-expanded')).toBe('false');
    press(current(), 'ArrowRight');
    expect(current().getAttribute('aria-expanded')).toBe('true');
    expect(current().getAttribute('aria-label')).toBe(`p, A ${long}, B y, may change results`);
    expect(document.activeElement).toBe(current());
    press(current(), 'ArrowLeft');
    expect(current().getAttribute('aria-expanded')).toBe('false');
    expect(current().getAttribute('aria-label')).not.toContain(long);
  });

  it('expands a row with Enter, the space bar or a click, but not with a click that ends a selection', () => {
    const { show, find } = stage();
    show(oneRow({ a: string('x'.repeat(100)) }));
    const isExpanded = () => find('[data-row]').getAttribute('aria-expanded') === 'true';
    const expandedAfter = (act: () => void) => {
      act();
      return isExpanded();
    };
    expect(expandedAfter(() => press(find('[data-row]'), 'Enter'))).toBe(true);
    expect(expandedAfter(() => press(find('[data-row]'), ' '))).toBe(false);
    expect(expandedAfter(() => find('[data-row]').click())).toBe(true);
    document.getSelection()!.selectAllChildren(find('.side-cell bdi'));
    expect(expandedAfter(() => find('[data-row]').click())).toBe(true);
    document.getSelection()!.removeAllRanges();
    expect(expandedAfter(() => find('[data-row]').click())).toBe(false);
  });

  it('leaves arrow keys with a modifier to the host', () => {
    const { show, find } = stage();
    show(oneRow({ a: string('x'.repeat(100)) }));
    const event = new KeyboardEvent('keydown', { key: 'ArrowRight', altKey: true, bubbles: true, cancelable: true });
    find('[data-row]').dispatchEvent(event);
    expect([event.defaultPrevented, find('[data-row]').getAttribute('aria-expanded')]).toEqual([false, 'false']);
  });

  it('moves into the cells of a row and back with the arrows', () => {
    const { show, root } = stage({ onlyDifferences: false });
    show(view());
    const rows = Array.from(root.querySelectorAll<HTMLElement>('[data-row]'));
    const cells = (at: number) => Array.from(rows[at]!.querySelectorAll<HTMLElement>('[data-cell]'));
    rows[0]!.focus();
    const pressed = (...keys: string[]) => {
      for (const key of keys) press(document.activeElement!, key);
      return document.activeElement;
    };
    expect(pressed('ArrowRight')).toBe(cells(0)[0]);
    expect(pressed('ArrowRight', 'ArrowRight')).toBe(cells(0)[2]);
    expect(pressed('ArrowDown')).toBe(cells(1)[2]);
    expect(pressed('ArrowDown')).toBe(cells(2)[2]);
    expect(rows.map(each => each.tabIndex)).toEqual([0, -1, 0]);
    expect(pressed('ArrowUp')).toBe(cells(1)[2]);
    expect(pressed('End')).toBe(cells(1)[3]);
    expect(pressed('ArrowRight')).toBe(cells(1)[3]);
    expect(pressed('Home')).toBe(cells(1)[0]);
    expect(pressed('ArrowUp')).toBe(cells(0)[0]);
    expect(pressed('ArrowLeft')).toBe(rows[0]);
    expect(pressed('ArrowLeft')).toBe(rows[0]);
  });

  it('keeps the focus in a cell whose row expands', () => {
    const { show, find } = stage();
    show(oneRow({ a: string('x'.repeat(100)) }));
    find('[data-key="cell:1:row:s:p"]').focus();
    press(find('[data-key="cell:1:row:s:p"]'), 'Enter');
    expect(find('[data-row]').getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(find('[data-key="cell:1:row:s:p"]'));
  });

  it('labels the switch, the pin and the files', () => {
    const { show, find } = stage();
    show(view(), true);
    expect(find('[role=switch]').closest('label')?.textContent).toBe('Only differences');
    expect(find('[data-key=pin]').getAttribute('aria-pressed')).toBe('true');
    expect(find('[data-key=open-a]').getAttribute('aria-label')).toBe('Open A, runs/a.json');
  });

  it('has one tab stop in each table and moves over all rows with the arrows', () => {
    const { show, root } = stage({ onlyDifferences: false });
    show(view());
    const rows = Array.from(root.querySelectorAll<HTMLElement>('[data-row]'));
    expect(rows.map(each => each.tabIndex)).toEqual([0, 0, -1]);
    rows[0]!.focus();
    press(rows[0]!, 'ArrowDown');
    press(rows[1]!, 'ArrowDown');
    expect(document.activeElement).toBe(rows[2]);
    expect(rows.map(each => each.tabIndex)).toEqual([0, -1, 0]);
    press(rows[2]!, 'Home');
    expect(document.activeElement).toBe(rows[0]);
  });

  it('moves over rows with one name, whose secret is hidden', () => {
    const { show, root, texts } = stage({ onlyDifferences: false });
    const names = ['a', 'hashes["(hidden)"]', 'hashes["(hidden)"]', 'z'];
    const sections = [{ id: 's', title: 'S', rows: names.map(name => row(name)) }];
    show(view({ metrics: names.map(name => metric(name)), sections }));
    const rows = Array.from(root.querySelectorAll<HTMLElement>('[data-row]'));
    expect(texts('.group:last-child th.name')).toEqual(names);
    rows[0]!.focus();
    const visited = rows.map(() => {
      const { activeElement } = document;
      press(activeElement!, 'ArrowDown');
      return rows.indexOf(activeElement as HTMLElement);
    });
    expect(visited).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('expands one of two rows with one name', () => {
    const { show, root } = stage();
    const long = row('hashes["(hidden)"]', { a: string('x'.repeat(100)) });
    show(view({ metrics: [], hasMetrics: false, sections: [{ id: 's', title: 'S', rows: [long, long] }] }));
    root.querySelectorAll<HTMLElement>('[data-row]')[1]!.click();
    const expanded = Array.from(root.querySelectorAll('[data-row]'), each => each.getAttribute('aria-expanded'));
    expect(expanded).toEqual(['false', 'true']);
  });

  it('keeps the focus on a row whose name ends like the key of a cell', () => {
    const { show, find } = stage({ onlyDifferences: false });
    const sections = [{ id: 's', title: 'S', rows: [row('p'), row('p:1')] }];
    show(view({ sections }));
    find('[data-key="row:s:p:1"][data-row]').focus();
    show(view({ sections, verdictText: 'Comparable now' }));
    expect((document.activeElement as HTMLElement).querySelector('th')?.textContent).toBe('p:1');
  });

  it('keeps the focus on the same row when a file changes', () => {
    const { show, root } = stage({ onlyDifferences: false });
    show(view());
    root.querySelectorAll<HTMLElement>('[data-row]')[1]!.focus();
    show(view({ verdictText: 'Comparable now' }));
    expect((document.activeElement as HTMLElement).dataset.key).toBe('row:env:env.torch');
    expect((document.activeElement as HTMLElement).tabIndex).toBe(0);
  });

  it('keeps the tab stop and the selection when a value changes', () => {
    const { show, find, root } = stage({ onlyDifferences: false });
    const { sections } = view();
    show(view());
    find('[data-key="row:env:env.python"]').focus();
    find('[data-key=swap]').focus();
    const selection = document.getSelection()!;
    selection.selectAllChildren(find('[data-key="row:env:env.torch"] th bdi'));
    show(
      view({ sections: [{ ...sections[0]!, rows: [row('env.torch', { b: string('z') }), sections[0]!.rows[1]!] }] }),
    );
    expect(find('[data-key="row:env:env.torch"]').getAttribute('aria-label')).toContain('B z');
    expect(selection.toString()).toBe('env.torch');
    expect(Array.from(root.querySelectorAll<HTMLElement>('[data-row]'), each => each.tabIndex)).toEqual([0, -1, 0]);
    selection.removeAllRanges();
  });

  it('moves the focus of a removed row to the row at its index', () => {
    const { show, root } = stage({ onlyDifferences: false });
    show(view());
    root.querySelectorAll<HTMLElement>('[data-row]')[1]!.focus();
    const sections = [{ ...view().sections[0]!, rows: [row('env.numpy')] }];
    show(view({ sections }));
    expect((document.activeElement as HTMLElement).dataset.key).toBe('row:env:env.numpy');
  });

  it('keeps the focus on the pressed section heading', () => {
    const { show, find } = stage();
    show(view());
    find('[data-key="fold:env"]').focus();
    find('[data-key="fold:env"]').click();
    expect(document.activeElement).toBe(find('[data-key="fold:env"]'));
    expect(find('[data-key="fold:env"]').getAttribute('aria-expanded')).toBe('false');
  });

  it('does not render an unchanged view again', () => {
    const { show, find } = stage();
    show(view());
    const before = find('h1');
    show(view());
    expect(find('h1')).toBe(before);
  });
});
