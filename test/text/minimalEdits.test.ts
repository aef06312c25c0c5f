// An edit is split into edits with the same result that leave out what does not change.
import { expect, test } from 'vitest';
import { changedSpan } from '../../src-shared/text/changedSpan';
import type { TextEdit } from '../../src-shared/text/diagnostic';
import { minimalEdits } from '../../src-shared/text/minimalEdits';
import { span } from '../../src-shared/text/span';
import { caseCount, repeatWith, SEED } from '../cases';
import { randomFrom } from '../kyn/mutate';

const applied = (text: string, edits: readonly TextEdit[]): string =>
  edits.reduceRight((t, e) => t.slice(0, e.span.start) + e.text + t.slice(e.span.end), text);

// The edits of a whole text, each as `old → new`.
const edits = (before: string, after: string): string[] => {
  const found = minimalEdits(before, { span: span(0, before.length), text: after });
  expect(applied(before, found)).toBe(after);
  return found.map(e => `${before.slice(e.span.start, e.span.end)} → ${e.text}`);
};

test.each<[before: string, after: string, edits: string[]]>([
  ['abc', 'abc', []],
  ['', 'abc', [' → abc']],
  ['abc', '', ['abc → ']],
  ["'hunter2'", '"hunter2"', ['\' → "', '\' → "']],
  ['hunter2', '"hunter2"', [' → "', ' → "']],
  ['api_key "hunter2"', 'api_key = "hunter2"', [' → = ']],
  ['[hunter2 hunter3]', '["hunter2", "hunter3"]', [' → "', '  → ", "', ' → "']],
  ['aplha', 'alpha', ['aplha → alpha']],
  ['use epoch = 3', 'use epochs = 3', ['epoch → epochs']],
  ['a=1\nb=hunter2\nc=3', 'a = 1\nb = hunter2\nc = 3', ['= →  = ', '= →  = ', '= →  = ']],
  ["k = 'hunter2'\nj = 'x'", 'k = "hunter2"\nj = "y"', ['\' → "', '\' → "', '\'x\' → "y"']],
  ['hunter2 a', 'a hunter2', [' → a ', ' a → ']],
])('%j to %j', (before, after, expected) => expect(edits(before, after)).toEqual(expected));

test('the positions are those of the text, not of the edit', () => {
  const text = "x = 'hunter2' # note";
  expect(minimalEdits(text, { span: span(4, 13), text: '"hunter2"' })).toEqual([
    { span: span(4, 5), text: '"' },
    { span: span(12, 13), text: '"' },
  ]);
});

test('an edit never begins or ends between the halves of a character or a line end', () => {
  expect(changedSpan('a😀b', 'a😃b')).toEqual({ span: span(1, 3), text: '😃' });
  expect(changedSpan('a\ud83d\ude00', 'a\ud83c\ude00')).toEqual({ span: span(1, 3), text: '\ud83c\ude00' });
  expect(changedSpan('a\r\nb', 'a\nb')).toEqual({ span: span(1, 3), text: '\n' });
  expect(changedSpan('a\rb', 'a\r\nb')).toEqual({ span: span(1, 2), text: '\r\n' });
});

test('random texts give the same result', () => {
  const next = randomFrom(SEED);
  const piece = (): string =>
    ['hunter2', 'a', '"', ' ', '\r\n', '\n', '=', '😀', '\ud83d', ', '][Math.floor(next() * 10)] ?? '';
  for (let i = 0; i < caseCount(2000); i++) {
    const [before, after] = [0, 1].map(() => Array.from({ length: Math.floor(next() * 12) }, piece).join('')) as [
      string,
      string,
    ];
    const found = minimalEdits(`<${before}>`, { span: span(1, 1 + before.length), text: after });
    expect(applied(`<${before}>`, found), repeatWith()).toBe(`<${after}>`);
    for (const [k, e] of found.entries()) expect(e.span.start).toBeGreaterThanOrEqual(found[k - 1]?.span.end ?? 1);
  }
});
