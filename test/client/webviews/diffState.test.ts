// @vitest-environment happy-dom
// The saved state of the comparison page: the position through a failure, and what is dropped with other files.
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
