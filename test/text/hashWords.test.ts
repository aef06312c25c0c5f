// Words of hex digits in texts.
import { expect, test } from 'vitest';
import { hashWordAt, hashWords } from '../../src-shared/text/hashWords';

const words = (text: string) => [...hashWords(text)].map(({ digits }) => digits);
const D12 = '13e9f1e1db50';
const D64 = '0123456789abcdef'.repeat(4);

test.each([
  [`see ${D12}.`, [D12]],
  [`\\texttt{${D12}}, sha256:${D64}`, [D12, D64]],
  [`(${D12})-${D12}`, [D12, D12]],
  ['13e9f1e1db5', []],
  [`${D64}0`, []],
  [`x${D12}`, []],
  [`${D12}_1`, []],
  [D12.toUpperCase(), []],
  [`運${D12}行`, [D12]],
])('the words of %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('spans are offsets in the text', () => {
  expect([...hashWords(`a\n${D12} b`)]).toEqual([{ digits: D12, span: { start: 2, end: 14 } }]);
});

test('the word at an offset is the one that touches it, however long the text around it is', () => {
  const text = `${'x '.repeat(500)}${D64} ${D12}${' y'.repeat(500)}`;
  const start = text.indexOf(D64);
  for (const offset of [start, start + 30, start + 64]) expect(hashWordAt(text, offset)?.digits).toBe(D64);
  expect(hashWordAt(text, start + 70)).toEqual({ digits: D12, span: { start: start + 65, end: start + 77 } });
  expect(hashWordAt(text, start - 1)).toBeUndefined();
});

test('a part of a longer word does not count, wherever the text around it is cut', () => {
  const text = 'a'.repeat(300);
  for (let offset = 0; offset <= text.length; offset++) expect(hashWordAt(text, offset)).toBeUndefined();
});

test('only the beginning of a very long text is searched', () => {
  const text = `${D12} ${' '.repeat(2 * 1024 * 1024)}${D12}`;
  expect(words(text)).toEqual([D12]);
});
