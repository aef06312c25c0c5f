// The saved state of the comparison page: the position through a failure, find, and what is dropped with other files.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiffView } from '../../../src-shared/protocol/views';
import type { DiffWebviewState } from '../../../src-shared/protocol/webview';
import { layOut, rowHeight, scrollTo } from './diffLayout';
import { metric, row, stage, string, view } from './diffViews';

const count = 400;
const longView = (prefix = 'm', over: Partial<DiffView> = {}): DiffView =>
  view({
    metrics: Array.from({ length: count }, (_, at) => metric(`${prefix}${at}`)),
    sections: [],
    differing: count,
    total: count,
    ...over,
  });
const otherFile = { b: { uri: 'file:///w/c.json', label: 'runs/c.json', detail: '' } };

beforeEach(() => layOut());
afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.scrollTop = 0;
});

describe('the scroll position', () => {
  /** The state of a page that is scrolled to row m195. */
  function scrolledState(): DiffWebviewState {
    const { show, states } = stage();
    show(longView());
    scrollTo(4000);
    document.documentElement.scrollTop = 0;
    return states.at(-1)!;
  }
  const position = ({ scrollTop, topRow }: DiffWebviewState) => ({ scrollTop, topRow });
  const topOf = (root: HTMLElement, name: string) =>
    root.querySelector(`[data-key="row:metrics:${name}"]`)?.getBoundingClientRect().top;

  it('is restored at the first comparison, also where a failure comes before it', () => {
    const kept = scrolledState();
    expect(position(kept)).toEqual({ scrollTop: 4000, topRow: { key: 'row:metrics:m195', top: 0 } });
    const { fail, show, states, root } = stage(kept);
    fail('runs/b.json no longer exists.');
    window.dispatchEvent(new Event('scrollend'));
    expect(position(states.at(-1)!)).toEqual(position(kept));
    show(longView());
    expect(topOf(root, 'm195')).toBe(0);
    expect(position(states.at(-1)!)).toEqual(position(kept));
  });

  it('is restored after a failure, whose page is short', () => {
    const { fail, show, root } = stage();
    show(longView());
    scrollTo(4000);
    fail('runs/b.json no longer exists.');
    scrollTo(0);
    show(longView());
    expect(topOf(root, 'm195')).toBe(0);
  });

  it('is not restored while the user reads the page', () => {
    const { show, root } = stage(scrolledState());
    show(longView());
    // While the page still scrolls, the saved position is an older one.
    document.documentElement.scrollTop = 2000;
    window.dispatchEvent(new Event('scroll'));
    show(longView('m', { verdictText: 'Comparable now' }));
    expect(topOf(root, 'm95')).toBe(0);
  });
});

describe('other files', () => {
  const cut = (path: string) => row(path, { a: string('x'.repeat(100)) });
  const both = view({
    sections: [
      { id: 's', title: 'S', rows: [cut('p'), cut('q')] },
      { id: 'env', title: 'Environment', rows: [row('env.torch')] },
    ],
  });
  const onlyQ = [{ id: 's', title: 'S', rows: [cut('q')] }];

  function changedPage() {
    const staged = stage();
    staged.show(both);
    for (const key of ['row:s:p', 'row:s:q', 'fold:env', 'fold:metrics']) staged.find(`[data-key="${key}"]`).click();
    const kept = () => {
      const { expanded, folded } = staged.states.at(-1)!;
      return { expanded, folded };
    };
    expect(kept()).toEqual({ expanded: ['row:s:p', 'row:s:q'], folded: ['env', 'metrics'] });
    return { ...staged, kept };
  }

  it('keep the expanded rows and collapsed sections that they contain', () => {
    const { show, fail, kept } = changedPage();
    fail('runs/c.json cannot be read.');
    show(view({ ...otherFile, sections: onlyQ }));
    expect(kept()).toEqual({ expanded: ['row:s:q'], folded: ['metrics'] });
  });

  it('do not keep the heights of rows that they lack', () => {
    const { show, root } = stage();
    show(longView());
    layOut(3 * rowHeight);
    scrollTo(4000);
    layOut();
    show(longView('n', otherFile));
    scrollTo(0);
    show(longView());
    const rows = Array.from(root.querySelectorAll<HTMLElement>('tbody > *'));
    expect(rows.reduce((sum, each) => sum + each.getBoundingClientRect().height, 0)).toBe(count * rowHeight);
  });

  it('are not a refresh, which keeps the state of rows that come back', () => {
    const { show, fail, kept } = changedPage();
    const before = kept();
    show(view({ sections: onlyQ }));
    fail('runs/b.json cannot be read.');
    show(both);
    expect(kept()).toEqual(before);
  });

  it('keep the state when they are the same in another order', () => {
    const { show, kept } = changedPage();
    const before = kept();
    show({ ...both, a: both.b, b: both.a });
    expect(kept()).toEqual(before);
  });
});

describe('find', () => {
  const findKey = () => new KeyboardEvent('keydown', { ctrlKey: true, keyCode: 70, bubbles: true, cancelable: true });

  function page(kept?: Partial<DiffWebviewState>) {
    const staged = stage(kept);
    const field = document.querySelector<HTMLElement>('.find')!;
    const input = field.querySelector('input')!;
    const press = (key: string) => input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const open = (text: string) => {
      document.body.dispatchEvent(findKey());
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const status = () => field.querySelector('.findStatus')!.firstChild?.textContent;
    return { ...staged, field, input, press, open, status };
  }

  /** The state of a page with find open. */
  function openState(): DiffWebviewState {
    const { show, open, states } = page();
    show(longView());
    open('m19');
    return states.at(-1)!;
  }

  it('is open again with its text, where the page is and without taking the focus', () => {
    const kept = openState();
    expect(kept.find).toEqual({ text: 'm19', isOpen: true });
    const { show, field, input, status, root } = page({
      ...kept,
      scrollTop: 4000,
      topRow: { key: 'row:metrics:m195', top: 0 },
    });
    expect(field.hidden).toBe(true);
    show(longView());
    expect([field.hidden, input.value, status()]).toEqual([false, 'm19', '7 of 11']);
    expect(document.activeElement).not.toBe(input);
    expect(document.documentElement.scrollTop).toBe(4000);
    expect(root.querySelector<HTMLElement>('.row-current')?.dataset.key).toBe('row:metrics:m195');
  });

  it('is saved when it closes, with the text for the next time', () => {
    const first = page(openState());
    first.show(longView());
    first.press('Escape');
    expect(first.states.at(-1)!.find).toEqual({ text: 'm19', isOpen: false });
    const { show, field, input } = page(first.states.at(-1));
    show(longView());
    expect(field.hidden).toBe(true);
    document.body.dispatchEvent(findKey());
    expect(input.value).toBe('m19');
  });

  it('is open again after a failure, before or after the first comparison', () => {
    const { show, fail, field, states, status } = page(openState());
    fail('runs/b.json no longer exists.');
    expect([field.hidden, states.at(-1)!.find?.isOpen]).toEqual([true, true]);
    show(longView());
    expect([field.hidden, status()]).toEqual([false, '1 of 11']);
    fail('runs/b.json no longer exists.');
    expect([field.hidden, states.at(-1)!.find?.isOpen]).toEqual([true, true]);
    show(longView());
    expect([field.hidden, status()]).toEqual([false, '1 of 11']);
  });

  it('is not open on a page without rows', () => {
    const { show, field, states } = page(openState());
    show(view({ hasMetrics: false, metrics: [], sections: [] }));
    expect([field.hidden, states.at(-1)!.find?.isOpen]).toEqual([true, true]);
  });

  it.each([{ find: 'x' }, { find: { text: 7, isOpen: 'x' } }, { find: null }])('ignores the damaged state %j', kept => {
    const { show, field, input } = page(kept as object);
    show(longView());
    expect([field.hidden, input.value]).toEqual([true, '']);
  });
});
