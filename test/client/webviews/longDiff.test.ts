// A comparison with thousands of values: only the rows near the viewport are in the document, and the page works as with all of them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { layOut, rowHeight, scrollTo } from './diffLayout';
import { metric, press, row, stage, string, view } from './diffViews';
import { keyOf, longView, metricCount, stageLong } from './longView';

/** The rows and gaps of a table must add up to the height of all rows. */
function heightOfTable(root: HTMLElement): number {
  const children = Array.from(root.querySelectorAll<HTMLElement>('tbody > *'));
  return children.reduce((sum, each) => sum + each.getBoundingClientRect().height, 0);
}

beforeEach(() => layOut());
afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.scrollTop = 0;
});

describe('the document', () => {
  it('contains few nodes and the rows near the viewport only', () => {
    const { root, rows, find } = stageLong();
    expect(root.querySelectorAll('*').length).toBeLessThan(2000);
    expect(rows().length).toBeGreaterThan(window.innerHeight / rowHeight);
    expect(rows().length).toBeLessThan(80);
    expect(heightOfTable(root)).toBe(metricCount * rowHeight);
    for (const top of [9000, 9007, 18_000, 29_999, 13_500]) {
      scrollTo(top);
      expect(root.querySelectorAll('*').length).toBeLessThan(2000);
      expect(rows().length).toBeLessThan(100);
      expect(heightOfTable(root)).toBe(metricCount * rowHeight);
    }
    find('[data-key="fold:metrics"]').click();
    expect(rows()).toEqual([]);
  });

  it('contains every visible row, wherever the page is', () => {
    const { rows } = stageLong();
    for (const top of [0, 1500, 16_297, 29_000, 3704]) {
      scrollTo(top);
      const first = Math.max(0, Math.ceil((top - 100) / rowHeight));
      const last = Math.min(metricCount - 1, Math.floor((top + window.innerHeight - 100) / rowHeight));
      const rendered = new Set(rows().map(each => each.dataset.key));
      const visible = Array.from({ length: last - first + 1 }, (_, i) => keyOf(first + i));
      expect(visible.length).toBeGreaterThan(10);
      expect(
        visible.filter(key => !rendered.has(key)),
        `at ${top}`,
      ).toEqual([]);
    }
  });

  it('contains every visible row of a section that is expanded, also when rows are lower than assumed', () => {
    const { find, rows } = stageLong({ onlyDifferences: false, folded: ['metrics'] });
    layOut(5);
    find('[data-key="fold:metrics"]').click();
    expect(rows().length).toBeGreaterThan((window.innerHeight - 100) / 5);
  });

  it('keeps the place of rows that are higher than others after they are out of the document', () => {
    const { root } = stageLong();
    layOut(3 * rowHeight);
    scrollTo(9000);
    layOut();
    scrollTo(0);
    expect(heightOfTable(root)).toBeGreaterThan(metricCount * rowHeight);
  });

  it('keeps the element of a row that remains visible', () => {
    const { at } = stageLong();
    scrollTo(10_000);
    const before = at(510);
    expect(before).toBeInstanceOf(HTMLElement);
    scrollTo(10_200);
    expect(at(510)).toBe(before);
  });

  it('contains all rows of a short comparison, without row indexes', () => {
    const { rows, root } = stageLong(undefined, 300);
    expect(rows()).toHaveLength(300);
    expect(root.querySelectorAll('.gap, [aria-rowindex], [aria-rowcount]')).toHaveLength(0);
    expect(stageLong(undefined, 301).rows().length).toBeLessThan(80);
  });

  it('contains all rows for print', () => {
    const { rows } = stageLong(undefined, 320);
    window.dispatchEvent(new Event('beforeprint'));
    expect(rows()).toHaveLength(320);
    window.dispatchEvent(new Event('afterprint'));
    expect(rows().length).toBeLessThan(80);
  });
});

describe('screen readers', () => {
  it('get the number of all rows and the index of each', () => {
    const { root, rows } = stageLong();
    scrollTo(12_000);
    expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe(String(metricCount + 1));
    expect(root.querySelector('thead tr')?.getAttribute('aria-rowindex')).toBe('1');
    expect(rows().length).toBeGreaterThan(10);
    for (const each of rows()) {
      const index = Number(each.dataset.key?.slice(keyOf(0).length - 1));
      expect(each.getAttribute('aria-rowindex')).toBe(String(index + 2));
    }
  });

  it('get the positions in a treegrid, even while no row that expands is rendered', () => {
    const staged = stage({ onlyDifferences: false });
    const rows = Array.from({ length: 400 }, (_, at) =>
      row(`p${at}`, at === 399 ? { a: string('x'.repeat(100)) } : {}),
    );
    staged.show(view({ metrics: [], hasMetrics: false, sections: [{ id: 's', title: 'S', rows }] }));
    expect(staged.find('table').getAttribute('role')).toBe('treegrid');
    const names = ['aria-level', 'aria-posinset', 'aria-setsize'];
    const third = staged.find('[data-key="row:s:p2"]');
    expect(names.map(name => third.getAttribute(name))).toEqual(['1', '3', '400']);
  });
});

describe('the keyboard', () => {
  it('moves to rows that are not rendered yet', () => {
    const { at, focused } = stageLong();
    at(0).focus();
    press(at(0), 'End');
    expect(focused()).toBe(keyOf(metricCount - 1));
    press(at(metricCount - 1), 'ArrowUp');
    expect(focused()).toBe(keyOf(metricCount - 2));
    press(at(metricCount - 2), 'Home');
    expect(focused()).toBe(keyOf(0));
    for (let index = 0; index < 100; index++) press(at(index), 'ArrowDown');
    expect(focused()).toBe(keyOf(100));
    expect(at(100).tabIndex).toBe(0);
  });

  it('continues at the focused row after scrolling far away', () => {
    const { at, focused, rows } = stageLong();
    at(3).focus();
    scrollTo(18_000);
    expect(focused()).toBe(keyOf(3));
    expect(rows().filter(each => each.tabIndex === 0)).toEqual([at(3)]);
    press(at(3), 'ArrowDown');
    expect(focused()).toBe(keyOf(4));
  });

  it('keeps the row that got the focus while the window had none, because then the browser sends no event', () => {
    const { at, focused } = stageLong();
    const stop = (event: Event) => event.stopPropagation();
    document.addEventListener('focusin', stop, { capture: true });
    at(5).focus();
    document.removeEventListener('focusin', stop, { capture: true });
    scrollTo(18_000);
    expect(focused()).toBe(keyOf(5));
  });

  it('moves through a column into a row that is not rendered', () => {
    const { at, focused, find } = stageLong();
    at(3).focus();
    scrollTo(18_000);
    press(at(3), 'ArrowRight');
    press(find(`[data-key="cell:0:${keyOf(3)}"]`), 'ArrowUp');
    expect(focused()).toBe(`cell:0:${keyOf(2)}`);
  });

  it('keeps the focus on a row that is far away when a file changes', () => {
    const { at, focused, show } = stageLong();
    at(7).focus();
    scrollTo(18_000);
    const shown = longView(metricCount);
    show({ ...shown, metrics: [metric('new'), ...shown.metrics] });
    expect(focused()).toBe(keyOf(7));
  });

  it('has the first row as the tab stop while it is far away', () => {
    const { rows, at } = stageLong();
    scrollTo(18_000);
    expect(rows().filter(each => each.tabIndex === 0)).toEqual([at(0)]);
  });
});

describe('the saved state', () => {
  it('restores the row at the top, which the height of unknown rows does not move', () => {
    const first = stageLong();
    scrollTo(15_000);
    const kept = first.states.at(-1)!;
    expect(kept.topRow).toEqual({ key: keyOf(745), top: 0 });
    // The scroll position of another width of the page is of no use here.
    document.documentElement.scrollTop = 0;
    const again = stageLong({ ...kept, scrollTop: 123 });
    expect(again.at(745).getBoundingClientRect().top).toBe(0);
    expect(again.rows().length).toBeLessThan(80);
  });

  it('restores the rows that show full values', () => {
    const sections = [{ id: 's', title: 'S', rows: [row('p', { a: string('x'.repeat(100)) })] }];
    const first = stage();
    first.show(view({ sections }));
    first.find('[data-key="row:s:p"]').click();
    const again = stage(first.states.at(-1));
    again.show(view({ sections }));
    expect(again.find('[data-key="row:s:p"]').getAttribute('aria-expanded')).toBe('true');
  });

  it('ignores damaged fields', () => {
    const damaged = stageLong({ onlyDifferences: false, topRow: { key: 7 }, expanded: 'x' } as object);
    expect(damaged.at(0)).not.toBeNull();
  });
});

describe('another width of the page', () => {
  const width = window.innerWidth;

  function resize(to: number, height: number, top?: number) {
    vi.restoreAllMocks();
    layOut(height, top);
    Object.defineProperty(window, 'innerWidth', { value: to, configurable: true, writable: true });
    window.dispatchEvent(new Event('resize'));
  }

  afterEach(() => Object.defineProperty(window, 'innerWidth', { value: width, configurable: true, writable: true }));

  it('measures the rows again and keeps the one at the top', () => {
    const { root, at, rows } = stageLong();
    scrollTo(15_000);
    resize(420, 3 * rowHeight);
    expect(heightOfTable(root)).toBe(metricCount * 3 * rowHeight);
    expect(at(745).getBoundingClientRect().top).toBe(0);
    expect(rows().length).toBeLessThan(40);
  });

  it('does not scroll a page whose top is visible', () => {
    stageLong();
    resize(420, 3 * rowHeight, 180);
    expect(document.documentElement.scrollTop).toBe(0);
  });
});

describe('a higher page', () => {
  const height = window.innerHeight;
  const setHeight = (value: number) =>
    Object.defineProperty(window, 'innerHeight', { value, configurable: true, writable: true });

  afterEach(() => setHeight(height));

  it('contains its new visible rows at once, because no scroll event follows', () => {
    setHeight(400);
    const { at } = stageLong({ onlyDifferences: false }, 400);
    scrollTo(2000);
    setHeight(1400);
    window.dispatchEvent(new Event('resize'));
    const last = Math.floor((2000 + 1400 - 100) / rowHeight);
    expect(at(last)).not.toBeNull();
  });
});
