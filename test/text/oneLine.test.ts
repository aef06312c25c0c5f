// Text from files becomes text for people: each character that hides or reorders text is shown as an escape, and known secrets are removed.
import { describe, expect, test } from 'vitest';
import { HIDDEN, withStars } from '../../src-shared/text/hidden';
import { hiderOf } from '../../src-shared/text/hiderOf';
import { manyLines, oneLine } from '../../src-shared/text/oneLine';
import { cutText, shortText } from '../../src-shared/text/shortText';
import { span } from '../../src-shared/text/span';
import { OPENAI } from '../secretSample';

const RANGES: readonly (readonly [string, number, number])[] = [
  ['C0', 0, 0x1f],
  ['C1 and delete', 0x7f, 0x9f],
  ['soft hyphen', 0xad, 0xad],
  ['Arabic letter mark', 0x61c, 0x61c],
  ['zero-width and direction marks', 0x200b, 0x200f],
  ['line separators and embeddings', 0x2028, 0x202e],
  ['joiners and isolates', 0x2060, 0x206f],
  ['Hangul fillers', 0x115f, 0x1160],
  ['byte order mark', 0xfeff, 0xfeff],
  ['interlinear marks', 0xfff9, 0xfffb],
  ['tags', 0xe0000, 0xe007f],
  ['lone surrogates', 0xd800, 0xdfff],
];

test.each(RANGES)('%s are readable escapes', (_, first, last) => {
  for (let code = first; code <= last; code++) {
    const hex = code.toString(16);
    expect(oneLine(`a${String.fromCodePoint(code)}b`)).toBe(
      code > 0xffff ? `a\\u{${hex}}b` : `a\\u${hex.padStart(4, '0')}b`,
    );
  }
});

test.each(["dense 64 'é' 漢字 😀 ❤️ **x** <b>", 'مرحبا שלום', 'a\u00a0b', '/tmp/x-y_z.kyn', 'C:\\u0041'])(
  '%s stays',
  text => {
    expect(oneLine(text)).toBe(text);
    expect(manyLines(text)).toBe(text);
  },
);

test('line ends and tabs remain only in text of several lines', () => {
  expect(oneLine('a\r\n\tb')).toBe('a\\u000d\\u000a\\u0009b');
  expect(manyLines('a\r\n\tb\u202e')).toBe('a\r\n\tb\\u202e');
});

test('secrets are hidden before a text is cut', () => {
  expect(shortText(`${'x'.repeat(20)} ${OPENAI}`)).toBe(`${'x'.repeat(20)} ${HIDDEN}`);
  expect(shortText('a'.repeat(41))).toBe(`${'a'.repeat(39)}…`);
  expect(cutText('abc😀e', 4)).toBe('abc…');
});

describe('a known secret is removed', () => {
  const SECRET = 'quartz"umbrella\\saffron-heron';
  test.each([
    ['whole', `a ${SECRET} b`, `a ${HIDDEN} b`],
    ['as quoted in JSON', `a ${JSON.stringify(SECRET)}`, `a "${HIDDEN}"`],
    ['cut at its end', `a "${SECRET.slice(0, 12)}… b`, `a "${HIDDEN}… b`],
    ['cut at its start', `a …${SECRET.slice(-9)}" b`, `a …${HIDDEN}" b`],
    ['cut in its middle', `${SECRET.slice(0, 8)}…${SECRET.slice(-8)}`, `${HIDDEN}…${HIDDEN}`],
    ['not where a text only starts like it', 'quartz… and quart…', `${HIDDEN}… and quart…`],
  ])('%s', (_, text, shown) => expect(hiderOf([SECRET])(text)).toBe(shown));

  test('a short one only where its place is known', () => {
    expect(hiderOf(['abc'])('abc 123')).toBe('abc 123');
    expect(withStars('a = "abc"\n', [span(5, 8)])).toBe('a = "***"\n');
  });
});
