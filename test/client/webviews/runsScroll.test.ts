// What the grid of the table of runs does while it is scrolled: elements are reused, and none moves.
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Row } from '../../../client/webviews/runs/gridRow';
import { RowKeys } from '../../../client/webviews/runs/rowKeys';
import { stage } from './runsStage';
import { column, mae, tableOf } from './runTables';

const numbers = Array.from({ length: 5000 }, (_, i) => String(i));
const long = tableOf([mae(numbers), column('lr', numbers)]);

const scrollTo = (grid: HTMLElement, top: number): void => {
  grid.scrollTop = top;
  grid.dispatchEvent(new Event('scroll'));
};

afterEach(() => vi.restoreAllMocks());

describe('the elements of rows', () => {
  test('a row that stays keeps its element, and rows far away get those of the rows before', () => {
    const keys = new RowKeys();
    expect(keys.of([0, 1, 2, 3])).toEqual([0, 1, 2, 3]);
    expect(keys.of([2, 3, 4, 5])).toEqual([2, 3, 4, 5]);
    expect(keys.of([100, 101, 102, 103])).toEqual([2, 3, 4, 5]);
  });

  test('an element is never moved among those that stay', () => {
    const rows = fc.uniqueArray(fc.nat(30), { maxLength: 12 }).map(all => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 6 }), windows => {
        const keys = new RowKeys();
        let before: readonly number[] = [];
        for (const shown of windows) {
          const now = keys.of(shown);
          expect(new Set(now).size).toBe(now.length);
          expect(now.filter(key => before.includes(key))).toEqual(before.filter(key => now.includes(key)));
          before = now;
        }
      }),
    );
  });
});

describe('scrolling', () => {
  test('a few rows further renders only the rows that come into view', () => {
    const { show, find } = stage();
    show(long);
    scrollTo(find('.grid'), 2400);
    const rendered = vi.spyOn(Row.prototype, 'render');
    scrollTo(find('.grid'), 2448);
    expect(rendered).toHaveBeenCalledTimes(2);
  });

  test('far away uses the same elements for other rows', () => {
    const { show, find, all } = stage();
    show(long);
    const before = all('.gridRow:not(.head)');
    scrollTo(find('.grid'), 60_000);
    const after = all('.gridRow:not(.head)');
    const reused = after.filter(row => before.includes(row));
    expect(reused.length).toBeGreaterThanOrEqual(before.length - 1);
    expect(after.map(row => Number(row.getAttribute('aria-rowindex')))).toEqual(
      after.map(row => Number(row.getAttribute('aria-rowindex'))).sort((a, b) => a - b),
    );
    expect(find('[data-cell="2500:0"]').textContent).toBe('2500');
  });

  test('the cell with the focus keeps it, wherever the grid is scrolled to', () => {
    const { show, find, cell, focused } = stage();
    show(long);
    cell(10, 1).focus();
    const element = document.activeElement;
    for (const top of [60_000, 240, 0, 90_000]) {
      scrollTo(find('.grid'), top);
      expect(focused()).toBe('10:1');
      expect(document.activeElement).toBe(element);
    }
  });
});
