// Copying a selection of a long comparison, which includes rows that are not in the document.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { layOut, scrollTo } from './diffLayout';
import { metric, row, stage, view } from './diffViews';

const count = 400;

/** A long metrics section, then a short section. */
function long() {
  const staged = stage({ onlyDifferences: false });
  const metrics = Array.from({ length: count }, (_, at) => metric(`m${at}`));
  const sections = [{ id: 'env', title: 'Environment', rows: [row('env.torch'), row('env.python'), row('env.os')] }];
  staged.show(view({ metrics, sections, differing: count + 3, total: count + 3 }));
  const { find } = staged;
  const at = (index: number) => find(`[data-key="row:metrics:m${index}"]`);
  const heading = (id: string) => find(`#heading-${id} bdi`).firstChild!;
  return { ...staged, at, heading };
}

/** The lines that a copied selection has; undefined when the browser copies it. */
function copied(select: (selection: Selection) => void): string[] | undefined {
  document.getSelection()!.removeAllRanges();
  select(document.getSelection()!);
  const event = new Event('copy', { bubbles: true, cancelable: true });
  const texts: string[] = [];
  Object.defineProperty(event, 'clipboardData', {
    value: { setData: (_: string, text: string) => texts.push(text) },
  });
  document.body.dispatchEvent(event);
  document.getSelection()!.removeAllRanges();
  return texts.at(-1)?.split('\n');
}

const nameOf = (line: string | undefined): string | undefined => line?.split(/[ \t]/)[0];

beforeEach(() => layOut());
afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.scrollTop = 0;
});

it('contains all selected rows', () => {
  long();
  const lines = copied(selection => selection.selectAllChildren(document.body))!;
  expect(lines.filter(line => /^m\d+ lower is better\t/.test(line))).toHaveLength(count);
  expect(lines.at(-4)).toBe('Environment');
  expect(lines.at(-5)).toBe('m399 lower is better\t0.1230\t0.1180\t-0.0050 -4.1 % B better');
  expect(lines.at(-1)).toBe('env.os\tx\ty\tmay change results');
});

it('starts and ends at the selected rows, which remain in the document', () => {
  const { at } = long();
  const start = at(5).querySelector('bdi')!;
  document.getSelection()!.setBaseAndExtent(start, 0, start, 1);
  scrollTo(6000);
  expect(start.isConnected).toBe(true);
  const lines = copied(selection => selection.setBaseAndExtent(start, 0, at(310), 1))!;
  expect(lines).toHaveLength(306);
  expect([lines[0], lines.at(-1)].map(nameOf)).toEqual(['m5', 'm310']);
});

it('is left to the browser when all of its rows are in the document', () => {
  const { at } = long();
  expect(copied(selection => selection.setBaseAndExtent(at(2), 0, at(6), 1))).toBeUndefined();
});

it('contains no row of a section of which only the heading or the column titles are selected', () => {
  const { at, heading, find } = long();
  const toStart = copied(selection => selection.setBaseAndExtent(at(0), 0, heading('env'), 0))!;
  expect([toStart.length, nameOf(toStart.at(-1))]).toEqual([count, 'm399']);
  const toHeading = copied(selection => selection.setBaseAndExtent(at(0), 0, heading('env'), 5))!;
  expect([toHeading.length, toHeading.at(-1)]).toEqual([count + 1, 'Environment']);
  const titles = find('.group:last-child .groupHead').lastChild!;
  const toTitles = copied(selection => selection.setBaseAndExtent(at(0), 0, titles, 1))!;
  expect([toTitles.length, toTitles.at(-1)]).toEqual([count + 1, 'Environment']);
});

it('contains the rows of a gap at which it starts or ends', () => {
  const { at, find, heading } = long();
  scrollTo(4000);
  const body = find('tbody');
  const children = Array.from(body.children);
  const firstGap = children.findIndex(child => child.className === 'gap');
  const fromGap = copied(selection => selection.setBaseAndExtent(body, firstGap, heading('env'), 0))!;
  expect([nameOf(fromGap[0]), nameOf(fromGap.at(-1))]).toEqual(['m1', 'm399']);
  const toGap = copied(selection => selection.setBaseAndExtent(at(0), 0, body, firstGap + 1))!;
  const afterGap = children[firstGap + 1] as HTMLElement;
  expect(nameOf(toGap[0])).toBe('m0');
  expect(`row:metrics:m${toGap.length}`).toBe(afterGap.dataset.key);
});
