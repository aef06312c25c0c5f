// Find in a comparison: it searches all rows, also those that are not in the document.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRows, stepThrough } from '../../../client/webviews/diff/findRows';
import { sectionsOf } from '../../../client/webviews/diff/sections';
import { occurrences } from '../../../client/webviews/shared/highlightText';
import { layOut, scrollTo } from './diffLayout';
import { metric, press, row, stage, string, unchanged, view } from './diffViews';

const many = view({
  metrics: Array.from({ length: 1000 }, (_, at) => metric(`m${at}`, at % 100 === 50 ? { differs: false } : {})),
  sections: [{ id: 'env', title: 'Environment', rows: [row('env.torch', { a: string('2.3.0') })] }],
});

describe('the matches', () => {
  const keys = (text: string, onlyDifferences = false) =>
    findRows(sectionsOf(many), text, onlyDifferences).matches.map(match => match.row.key);

  it('are the rows that contain the text in any letter case', () => {
    expect(keys('M99')).toEqual(
      ['m99', ...Array.from({ length: 10 }, (_, at) => `m99${at}`)].map(n => `row:metrics:${n}`),
    );
    expect(keys('2.3.0')).toEqual(['row:env:env.torch']);
    expect(keys('may change')).toEqual(['row:env:env.torch']);
    expect(keys('missing')).toEqual([]);
    expect(keys('')).toEqual([]);
  });

  it('include values that are shown truncated', () => {
    const rows = [row('p', { a: string(`${'a'.repeat(60)}needle${'b'.repeat(60)}`) })];
    const found = findRows(sectionsOf(view({ sections: [{ id: 's', title: 'S', rows }] })), 'needle', true);
    expect(found.matches).toHaveLength(1);
  });

  it('do not span cells', () => {
    expect(keys('0.12300.1180')).toEqual([]);
  });

  it('are counted separately where “Only differences” hides them', () => {
    const { matches, hidden } = findRows(sectionsOf(many), 'm50', true);
    expect([matches.length, hidden]).toEqual([10, 1]);
  });

  it('are stepped through around both ends', () => {
    expect([stepThrough(3, 2, 1), stepThrough(3, 0, -1), stepThrough(3, 0, 1)]).toEqual([0, 2, 1]);
    expect([stepThrough(3, -1, 1), stepThrough(3, -1, -1), stepThrough(0, -1, 1)]).toEqual([0, 2, -1]);
  });
});

describe('the marked text', () => {
  it('may be split into several elements', () => {
    const cell = document.createElement('td');
    cell.innerHTML = '<span aria-hidden="true">A</span><bdi>0.1<span>230</span></bdi>';
    const [range, ...more] = occurrences(cell, '.12');
    expect(range?.toString()).toBe('.12');
    expect(more).toEqual([]);
    expect(occurrences(cell, 'a')).toEqual([]);
    expect(occurrences(cell, '')).toEqual([]);
  });
});

describe('the field', () => {
  beforeEach(() => layOut());
  afterEach(() => {
    vi.restoreAllMocks();
    document.documentElement.scrollTop = 0;
  });

  function opened(shown = many, onlyDifferences = false) {
    const staged = stage({ onlyDifferences });
    staged.show(shown);
    const key = (name: string, options: KeyboardEventInit = {}, target: Element = document.body) => {
      const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...options });
      target.dispatchEvent(event);
      return event;
    };
    const reachedHost = vi.fn();
    window.addEventListener('keydown', reachedHost, { once: true });
    const event = key('а', { ctrlKey: true, keyCode: 70 });
    window.removeEventListener('keydown', reachedHost);
    const field = document.querySelector<HTMLElement>('.find')!;
    const input = field.querySelector('input')!;
    const type = (text: string) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const status = () => field.querySelector('.findStatus')!.firstChild?.textContent;
    const current = () => staged.root.querySelector<HTMLElement>('.row-current')?.dataset.key;
    return { ...staged, key, event, reachedHost, field, input, type, status, current };
  }

  it('opens with the find key in any keyboard layout, and the key does not reach the host', () => {
    const { field, input, event, reachedHost } = opened();
    expect(field.hidden).toBe(false);
    expect(document.activeElement).toBe(input);
    expect(event.defaultPrevented).toBe(true);
    expect(reachedHost).not.toHaveBeenCalled();
  });

  it('selects the text of the last time when it opens', () => {
    const { key, input, type } = opened();
    type('m99');
    key('Escape', {}, input);
    key('f', { ctrlKey: true, keyCode: 70 });
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 3]);
  });

  it('opens on a page that has all its rows, too', () => {
    const { field, reachedHost, type, status } = opened(view());
    expect(field.hidden).toBe(false);
    expect(reachedHost).not.toHaveBeenCalled();
    type('mae');
    expect(status()).toBe('1 of 1');
  });

  it('opens on a page that shows none of its rows, and counts those that are hidden', () => {
    const equal = { differs: false, better: 'same' } as const;
    const { field, type, status } = opened(
      view({ metrics: [unchanged('mae', equal)], sections: [], differing: 0, total: 1 }),
      true,
    );
    expect(field.hidden).toBe(false);
    type('mae');
    expect(status()).toBe('No results, 1 hidden');
  });

  it('does not open where there is a message instead of rows', () => {
    const { fail } = stage();
    fail('b.json no longer exists.');
    const event = new KeyboardEvent('keydown', { ctrlKey: true, keyCode: 70, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    expect(document.querySelector<HTMLElement>('.find')!.hidden).toBe(true);
    expect(event.defaultPrevented).toBe(false);
  });

  it('renders, marks and counts the match, and announces its row', () => {
    const { type, status, current, field } = opened();
    type('m987');
    expect(status()).toBe('1 of 1');
    expect(current()).toBe('row:metrics:m987');
    expect(field.querySelector('[role=status]')!.textContent).toBe(
      '1 of 1: m987, A 0.1230, B 0.1180, 4.1 percent lower, B better',
    );
    type('missing');
    expect([status(), current()]).toEqual(['No results', undefined]);
    type('');
    expect(status()).toBe('');
  });

  it('goes to the next and the previous match, around both ends', () => {
    const { type, key, input, status, current, field } = opened();
    type('m99');
    expect([status(), current()]).toEqual(['1 of 11', 'row:metrics:m99']);
    key('Enter', {}, input);
    expect([status(), current()]).toEqual(['2 of 11', 'row:metrics:m990']);
    key('Enter', { shiftKey: true }, input);
    key('F3', { shiftKey: true });
    expect([status(), current()]).toEqual(['11 of 11', 'row:metrics:m999']);
    field.querySelector<HTMLElement>('[aria-label="Next match"]')!.click();
    expect(current()).toBe('row:metrics:m99');
  });

  it('expands a collapsed section for its match', () => {
    const { find, type, current } = opened();
    find('[data-key="fold:env"]').click();
    type('env.torch');
    expect(find('[data-key="fold:env"]').getAttribute('aria-expanded')).toBe('true');
    expect(current()).toBe('row:env:env.torch');
  });

  it('counts the matches that the switch hides', () => {
    const { find, type, status } = opened();
    type('m50');
    expect(status()).toBe('1 of 11');
    find('.switch input').click();
    expect(status()).toMatch(/ of 10, 1 hidden$/);
  });

  it('gives the focus to the row of the match when it closes', () => {
    const { type, key, input, field, current } = opened();
    type('m555');
    key('Escape', {}, input);
    expect(field.hidden).toBe(true);
    expect(field.querySelector('[role=status]')!.textContent).toBe('');
    expect((document.activeElement as HTMLElement).dataset.key).toBe('row:metrics:m555');
    expect(current()).toBeUndefined();
  });

  const valued = (...values: string[]) =>
    view({
      metrics: [],
      sections: [{ id: 's', title: 'S', rows: values.map((value, at) => row(`p${at}`, { a: string(value) })) }],
    });

  it('continues with the next match where the current one no longer matches', () => {
    const { show, type, key, status, current } = opened(valued('', 'found', 'found', '', 'found'));
    type('found');
    key('F3');
    expect([status(), current()]).toEqual(['2 of 3', 'row:s:p2']);
    show(valued('found', 'found', '', '', 'found'));
    expect([status(), current()]).toEqual(['3 of 3', 'row:s:p4']);
    show(valued('found', 'found', '', ''));
    expect([status(), current()]).toEqual(['2 of 2', 'row:s:p1']);
  });

  it('shows a first match that appears after a file changed', () => {
    const { show, type, status, current } = opened(valued('', ''));
    type('found');
    expect(status()).toBe('No results');
    show(valued('', 'found'));
    expect([status(), current()]).toEqual(['1 of 1', 'row:s:p1']);
  });

  it('leaves the keys of an input method alone', () => {
    const { type, key, input, status, field } = opened();
    type('m99');
    const events = ['Enter', 'Escape', 'F3'].map(name => key(name, { isComposing: true }, input));
    expect(events.map(event => event.defaultPrevented)).toEqual([false, false, false]);
    expect([status(), field.hidden]).toEqual(['1 of 11', false]);
  });

  it('marks rows again only where other rows are in the document', () => {
    const { root, type, find } = opened({ ...many, sections: [] });
    type('m');
    const queried = vi.spyOn(root, 'querySelectorAll');
    window.dispatchEvent(new Event('scroll'));
    expect(queried).not.toHaveBeenCalled();
    scrollTo(8000);
    expect(root.querySelectorAll('[data-row]:not(.row-found)')).toHaveLength(0);
    const visible = find('[data-key="row:metrics:m400"]');
    visible.focus();
    press(visible, 'End');
    // The key rendered the last row, so that the scroll event itself renders none.
    window.dispatchEvent(new Event('scroll'));
    expect(document.activeElement?.classList.contains('row-found')).toBe(true);
  });

  it('marks nothing while it is closed', () => {
    const { root, show } = stage({ onlyDifferences: false });
    show(many);
    const queried = vi.spyOn(root, 'querySelectorAll');
    document.documentElement.scrollTop = 8000;
    window.dispatchEvent(new Event('scroll'));
    expect(queried).not.toHaveBeenCalled();
  });

  it('closes when the comparison fails', () => {
    const { fail, field } = opened();
    fail('runs/b.json no longer exists. Compare another run.');
    expect(field.hidden).toBe(true);
  });

  describe('the focus after find closes', () => {
    const focused = () => document.activeElement as HTMLElement;

    /** Find is opened while an element has the focus. */
    function openedAt(key: string, shown = view()) {
      const staged = opened(shown);
      staged.key('Escape', {}, staged.input);
      staged.find(`[data-key="${key}"]`).focus();
      staged.key('f', { ctrlKey: true, keyCode: 70 });
      expect(focused()).toBe(staged.input);
      return { ...staged, close: () => staged.key('Escape', {}, staged.input) };
    }

    it('is where it was before, also after a file changed', () => {
      const { show, close } = openedAt('row:env:env.torch');
      show(view({ verdictText: 'Comparable now' }));
      close();
      expect([focused().dataset.key, focused().isConnected]).toEqual(['row:env:env.torch', true]);
    });

    it('is in a row that is no longer in the document', () => {
      const { show, close, find, input } = openedAt('row:metrics:m3', many);
      // Another row becomes the tab stop of the table.
      find('[data-key="row:metrics:m5"]').focus();
      input.focus();
      scrollTo(8000);
      show({ ...many, verdictText: 'Comparable now' });
      expect(find('[data-key="row:metrics:m3"]')).toBeNull();
      close();
      expect(focused().dataset.key).toBe('row:metrics:m3');
    });

    it('is at the first tab stop where that element is gone', () => {
      const { show, close } = openedAt('fold:env');
      show(view({ sections: [] }));
      close();
      expect(focused().dataset.key).toBe('swap');
    });

    it('is on the page of a comparison that fails', () => {
      const { fail } = openedAt('row:env:env.torch');
      fail('runs/b.json no longer exists.');
      expect(focused().dataset.key).toBe('open-a');
    });

    it('stays where the user moved it', () => {
      const { fail, find } = openedAt('row:env:env.torch');
      find('[data-key=open-b]').focus();
      fail('runs/b.json no longer exists.');
      expect(focused().dataset.key).toBe('open-b');
    });

    it('is not taken from another part of the window', () => {
      const { fail, input } = openedAt('row:env:env.torch');
      vi.spyOn(document, 'hasFocus').mockReturnValue(false);
      fail('runs/b.json no longer exists.');
      expect(focused()).toBe(input);
    });
  });
});
