// @vitest-environment happy-dom
// The saved state of the comparison page: the position through a failure.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiffView } from '../../../src-shared/protocol/views';
import type { DiffWebviewState } from '../../../src-shared/protocol/webview';
import { layOut, scrollTo } from './diffLayout';
import { metric, stage, view } from './diffViews';

const count = 400;
const longView = (prefix = 'm', over: Partial<DiffView> = {}): DiffView =>
  view({
    metrics: Array.from({ length: count }, (_, at) => metric(`${prefix}${at}`)),
    sections: [],
    differing: count,
    total: count,
    ...over,
  });

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
