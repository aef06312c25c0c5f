// Text of other programs in one plain line.
import { expect, test } from 'vitest';
import { plainLine } from '../../src-shared/text/plainLine';

test.each([
  ['colours', '\u001b[1;31mKynMLError\u001b[0m: a', 'KynMLError: a'],
  ['colours of one character', '\u009b31mred\u009b0m', 'red'],
  ['titles and links', '\u001b]0;title\u0007a \u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'a link'],
  ['cursor and charset', '\u001b[2K\u001b(Ba\u001b7', 'a'],
  ['a sequence that never ends', 'a\u001b]0;title', 'a'],
  ['a lone escape', 'a\u001b', 'a'],
  ['controls', 'a\u0000\u0007\tb\r\nc\u2028d\u007f', 'a b c d'],
  ['marks that turn the direction', '\u202ea\u2066b\u200f', 'ab'],
  ['what is plain already', "dense 64 'é' 漢字 😀 **x** <b>", "dense 64 'é' 漢字 😀 **x** <b>"],
])('%s', (_, text, plain) => {
  expect(plainLine(text)).toBe(plain);
});

test('is cut at the limit, never inside of a character', () => {
  expect(plainLine('abcd', 4)).toBe('abcd');
  expect(plainLine('abcde', 4)).toBe('abcd…');
  expect(plainLine('abc😀e', 4)).toBe('abc…');
  expect(plainLine('x'.repeat(5000))).toHaveLength(1001);
});
