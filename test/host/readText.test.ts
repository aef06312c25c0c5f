// Text in another encoding: UTF-16 is named, with and without a byte order mark.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, isUtf16, readText, reasonText } from '../../src-shared/host/readText';
import { caseCount, SEED } from '../cases';
import { nodeHost } from '../nodeHost';
import { hostOf } from '../repro/memory';
import { utf16 } from '../utf16';

const TEXT = 'dataset Häuser:\n    source = csv("дом.csv")\n';

test.each(['le', 'be'] as const)('UTF-16 %s is recognized by its mark, and without one by its zero bytes', order => {
  for (const mark of [true, false]) {
    const bytes = utf16(TEXT, { order, mark });
    expect(decodeText(nodeHost, bytes)).toEqual({ ok: false, reason: 'utf-16' });
    expect(readText(hostOf({ '/a': bytes }), '/a')).toEqual({ ok: false, reason: 'utf-16' });
  }
});

test.each(['le', 'be'] as const)('UTF-32 %s is not UTF-8 text, and is not called UTF-16', order => {
  for (const text of [TEXT, `\ufeff${TEXT}`, '\ufeff{}', '\ufeff\u{1f600}']) {
    const bytes = Uint8Array.from(
      Array.from(text).flatMap(character => {
        const code = character.codePointAt(0) ?? 0;
        const group = [0, code >> 16, (code >> 8) & 0xff, code & 0xff];
        return order === 'be' ? group : group.reverse();
      }),
    );
    expect(isUtf16(bytes)).toBe(false);
    expect(decodeText(nodeHost, bytes)).toEqual({ ok: false, reason: 'not-utf8' });
  }
});

test('other bytes are not taken for UTF-16', () => {
  for (const text of [
    '',
    'a',
    'a\0',
    TEXT,
    'x\0y\0\0z\0\0w',
    `\0\0${TEXT}`,
    '\0\0\0\0\0\0\0\0',
    'a\0b and the rest of a long line of text',
  ])
    expect({ text, utf16: isUtf16(new TextEncoder().encode(text)) }).toEqual({ text, utf16: false });
  expect(decodeText(nodeHost, new TextEncoder().encode('a\0b'))).toEqual({ ok: true, text: 'a\0b' });
  expect(decodeText(nodeHost, Uint8Array.of(0x61, 0xff))).toEqual({ ok: false, reason: 'not-utf8' });
});

test('the reason names UTF-16, PowerShell and the fix', () => {
  expect(reasonText('utf-16')).toBe(
    'it is not UTF-8 text but UTF-16, as `>` in Windows PowerShell writes it; save it as UTF-8',
  );
});

test('bytes are decoded as by a decoder of their own, whatever was decoded before', () => {
  const fresh = (bytes: Uint8Array): string | undefined => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  };
  // Also the beginnings of characters, which are the end of a text.
  const bytes = fc.array(fc.constantFrom(0x41, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xef, 0xbb, 0xbf, 0xf0, 0xff, 0), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(bytes, all => {
      expect(nodeHost.decodeUtf8(Uint8Array.from(all))).toBe(fresh(Uint8Array.from(all)));
    }),
    { numRuns: caseCount(5000), seed: SEED },
  );
});
