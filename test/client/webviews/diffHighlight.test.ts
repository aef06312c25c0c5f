// The text that find marks in the rows. The simulated DOM lacks the CSS Custom Highlight API.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { layOut, scrollTo } from './diffLayout';
import { metric, row, stage, string, view } from './diffViews';

class Highlight extends Set<Range> {
  constructor(...ranges: readonly Range[]) {
    super(ranges);
  }
}

const highlights = new Map<string, Highlight>();

/** The marked texts with the row of each, in the order of the rows. */
function marked(root: HTMLElement): string[] {
  const ranges = [...(highlights.get('found') ?? [])];
  return Array.from(root.querySelectorAll<HTMLElement>('[data-row]')).flatMap(element =>
    ranges
      .filter(range => element.contains(range.startContainer))
      .map(range => `${element.dataset.key?.split(':').at(-1)} ${range.toString()}`),
  );
}

function found(shown: ReturnType<typeof view>, text: string) {
  const staged = stage({ onlyDifferences: false });
  staged.show(shown);
  document.body.dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, keyCode: 70, bubbles: true }));
  const input = document.querySelector<HTMLInputElement>('.find input')!;
  const type = (value: string) => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const close = () => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  type(text);
  return { ...staged, type, close, marked: () => marked(staged.root) };
}

const rows = (...values: string[]) =>
  view({
    metrics: [],
    sections: [{ id: 's', title: 'S', rows: values.map((value, at) => row(`p${at}`, { a: string(value) })) }],
  });

beforeEach(() => {
  layOut();
  highlights.clear();
  vi.stubGlobal('CSS', { highlights });
  vi.stubGlobal('Highlight', Highlight);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.documentElement.scrollTop = 0;
});

it('is each occurrence in the rows that contain the text', () => {
  const { type, marked: texts } = found(rows('needle and Needle', 'other'), 'needle');
  expect(texts()).toEqual(['p0 needle', 'p0 Needle']);
  type('p');
  expect(texts()).toEqual(['p0 p', 'p1 p']);
  type('');
  expect(texts()).toEqual([]);
});

it('is in rows that come into the document', () => {
  const metrics = Array.from({ length: 400 }, (_, at) => metric(`m${at}`));
  const { marked: texts } = found(view({ metrics, sections: [] }), 'm39');
  scrollTo(390 * 20);
  expect(texts()).toEqual(Array.from({ length: 10 }, (_, at) => `m39${at} m39`));
});

it('is in the full value of a row that expands', () => {
  const { find, marked: texts } = found(rows(`${'a'.repeat(60)}needle${'b'.repeat(60)}`), 'needle');
  expect(texts()).toEqual([]);
  find('[data-row]').click();
  expect(texts()).toEqual(['p0 needle']);
  find('[data-row]').click();
  expect(texts()).toEqual([]);
});

it('is in the new values after a file changed', () => {
  const { show, marked: texts } = found(rows('needle', ''), 'needle');
  show(rows('', 'a needle'));
  expect(texts()).toEqual(['p1 needle']);
});

it('is gone when the field closes', () => {
  const { close, marked: texts } = found(rows('needle'), 'needle');
  close();
  expect(texts()).toEqual([]);
});
