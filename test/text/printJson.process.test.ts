// JSON as Python's json.dumps(value, sort_keys=True, indent=2) writes it, to the byte.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { byCodePoint, printJson, quote } from '../../src-shared/text/printJson';
import { SEED } from '../cases';
import { askPython } from '../python/askPython';

const printed = (text: string): string => printJson(parseJson(text).value as JsonNode);

describe('printJson', () => {
  test.each([
    [
      '{"b": 1, "a": [1, {"c": null}], "d": {}, "e": []}',
      '{\n  "a": [\n    1,\n    {\n      "c": null\n    }\n  ],\n  "b": 1,\n  "d": {},\n  "e": []\n}',
    ],
    ['"é"', '"\\u00e9"'],
    ['"\\ud83d\\ude00"', '"\\ud83d\\ude00"'],
    ['"\u007f\u2028\\u0000\\u001f/"', '"\\u007f\\u2028\\u0000\\u001f/"'],
    ['"\\"\\\\\\b\\f\\n\\r\\t"', '"\\"\\\\\\b\\f\\n\\r\\t"'],
    ['[true, false, NaN, -Infinity]', '[\n  true,\n  false,\n  NaN,\n  -Infinity\n]'],
    ['[1.0, 1e400, 12345678901234567890123]', '[\n  1.0,\n  1e400,\n  12345678901234567890123\n]'],
    ['{"a": 1, "a": 2}', '{\n  "a": 2\n}'],
    ['{"__proto__": 1}', '{\n  "__proto__": 1\n}'],
  ])('%s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('what is printed means the same', () => {
    const property = fc.property(fc.jsonValue({ maxDepth: 5 }), value => {
      expect(JSON.parse(printed(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    });
    fc.assert(property, { numRuns: 500, seed: SEED });
  });

  test('printing what was printed changes nothing', () => {
    const property = fc.property(fc.json({ maxDepth: 5 }), text => {
      expect(printed(printed(text))).toBe(printed(text));
    });
    fc.assert(property, { numRuns: 300, seed: SEED });
  });
});

describe('the order of keys', () => {
  test.each([
    [
      ['b', 'a', 'aa', ''],
      ['', 'a', 'aa', 'b'],
    ],
    [
      ['😀', '\uffff', 'z', 'Z'],
      ['Z', 'z', '\uffff', '😀'],
    ],
    [
      ['\ud83d\ude01', '\ud83d\ude00'],
      ['\ud83d\ude00', '\ud83d\ude01'],
    ],
    [
      ['\ue000', '\ud800', '\ud800\udc00'],
      ['\ud800', '\ue000', '\ud800\udc00'],
    ],
    [
      ['\ud800\udc00', '\ud800a', '\ud800'],
      ['\ud800', '\ud800a', '\ud800\udc00'],
    ],
    [
      ['x\ud800\udc00', 'x\udc00'],
      ['x\udc00', 'x\ud800\udc00'],
    ],
  ])('%j', (keys, sorted) => {
    expect([...keys].sort(byCodePoint)).toEqual(sorted);
  });

  test('is the order of the lists of code points', () => {
    const units = fc
      .array(fc.constantFrom('a', 'z', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000', '\uffff'), { maxLength: 5 })
      .map(parts => parts.join(''));
    const property = fc.property(units, units, (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(compareLists([...a].map(codeOf), [...b].map(codeOf)));
    });
    fc.assert(property, { numRuns: 3000, seed: SEED });
  });
});

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return Math.sign((a[i] ?? 0) - (b[i] ?? 0));
  return Math.sign(a.length - b.length);
}

test('Python prints the same', context => {
  // Numbers in Python's own form: what is printed keeps them as they are written.
  const number = fc.constantFrom(
    '0',
    '-7',
    '12345678901234567890123',
    '0.5',
    '-1.25',
    '1e+22',
    '1e-07',
    '0.0001',
    'NaN',
    'Infinity',
  );
  const key = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom('a', 'b', '__proto__', '\ud800', '\uffff', '😀'),
  );
  const { value } = fc.letrec<{ value: string }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      number,
      fc.constantFrom('true', 'false', 'null'),
      fc.string({ unit: 'binary', maxLength: 8 }).map(text => JSON.stringify(text)),
      fc.array(tie('value'), { maxLength: 4 }).map(items => `[${items.join(', ')}]`),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 5 })
        .map(entries => `{${entries.map(([k, v]) => `${JSON.stringify(k)}: ${v}`).join(', ')}}`),
    ),
  }));
  const texts = fc.sample(value, { numRuns: 400, seed: SEED });
  const script = 'output = [json.dumps(json.loads(text), sort_keys=True, indent=2) for text in input]';
  const answers = askPython<string[]>(context, script, texts);
  expect(answers).toHaveLength(texts.length);
  for (const [i, text] of texts.entries()) expect(printed(text), `seed ${SEED}: ${text}`).toBe(answers[i]);
});

test('quote writes ASCII only', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), text => {
    expect(quote(text)).toMatch(/^[ -~]*$/);
    expect(JSON.parse(quote(text))).toBe(text);
  });
  fc.assert(property, { numRuns: 500, seed: SEED });
});
