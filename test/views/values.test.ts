// View data of values: kinds are distinguished, long values shortened, numbers aligned so that their difference is visible.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { valuePair } from '../../src-shared/views/valuePair';
import { alignedNumbers, briefNumber, percent, valueView } from '../../src-shared/views/values';
import { caseCount, SEED } from '../cases';

const view = (text: string) => valueView(parseJson(text).value as JsonNode);
const hash = 'ab'.repeat(32);

test.each([0, 1])('the parts of two long texts that differ are whole characters (offset %i)', offset => {
  const long = (mark: string) =>
    JSON.stringify(`${'x'.repeat(60 + offset)}${'😀'.repeat(20)}${mark}${'😀'.repeat(60)}`);
  const [a, b] = [long('a'), long('b')].map(text => parseJson(text).value);
  const pair = valuePair(a, b);
  expect(pair.a.text).toMatch(/^…😀+a😀+…$/u);
  expect(pair.b.text).toBe(pair.a.text.replace('a', 'b'));
});

describe('values', () => {
  test('absent, null and the empty string are three things', () => {
    expect(valueView(undefined)).toEqual({ kind: 'absent', text: '(absent)' });
    expect(view('null')).toEqual({ kind: 'null', text: 'null' });
    expect(view('""')).toEqual({ kind: 'string', text: '""' });
  });

  test.each([
    ['true', { kind: 'bool', text: 'true' }],
    ['42', { kind: 'number', text: '42' }],
    ['1.0', { kind: 'number', text: '1.0' }],
    ['NaN', { kind: 'number', text: 'NaN' }],
    ['"text"', { kind: 'string', text: 'text' }],
    [`"${hash}"`, { kind: 'hash', text: 'abababababab', full: hash }],
    [
      `"${hash.toUpperCase()}"`,
      {
        kind: 'string',
        text: `${'AB'.repeat(12).slice(0, 23)}…${'AB'.repeat(12).slice(-23)}`,
        full: hash.toUpperCase(),
      },
    ],
    ['" "', { kind: 'string', text: '" "' }],
    ['{}', { kind: 'json', text: '{}' }],
    ['{"b": [1, 2], "a": "x\\ny"}', { kind: 'json', text: '{ "a": "x\\ny", "b": [ 1, 2 ] }' }],
  ])('%s', (text, expected) => {
    expect(view(text)).toEqual(expected);
  });

  test('long values keep both ends, and the whole beside', () => {
    const shown = view(`"${'a'.repeat(100)}${'z'.repeat(100)}"`);
    expect(shown.text).toBe(`${'a'.repeat(23)}…${'z'.repeat(23)}`);
    expect(shown.full).toHaveLength(200);
    expect(view(`"${'a'.repeat(48)}"`)).not.toHaveProperty('full');
  });
});

describe('a difference or a spread', () => {
  test.each([
    [0.75, 4, '0.75'],
    [-0.005, 4, '-0.005'],
    [10, 4, '10'],
    [1234.5678, 4, '1235'],
    [-234567, 4, '-234567'],
    [87654.32199, 4, '87654'],
    [123456789, 2, '123456789'],
    [4.9e15, 2, '4.9e+15'],
    [1.23456e22, 4, '1.235e+22'],
    [9.999999999994822e-9, 4, '1e-8'],
    [0, 4, '0'],
    [Number.NaN, 4, 'NaN'],
    [Number.NEGATIVE_INFINITY, 4, '-Infinity'],
  ])('%d with %i digits has no zeros in place of digits', (value, digits, text) =>
    expect(briefNumber(value, digits)).toBe(text),
  );
});

describe('two numbers', () => {
  test.each([
    [0.123, 0.118, '0.1230', '0.1180', '-0.0050'],
    [12.5, 13, '12.50', '13.00', '+0.50'],
    [1234.5678, 1234.5679, '1234.567800', '1234.567900', '+0.000100'],
    [100, 200, '100.0', '200.0', '+100.0'],
    [123456, 123457, '123456.0', '123457.0', '+1.0'],
    [0, 0, '0.000', '0.000', '0.000'],
    [1, 1, '1.000', '1.000', '0.000'],
    [2, 2, '2.000', '2.000', '0.000'],
    [10, 10, '10.00', '10.00', '0.00'],
    [0.1, 0.1, '0.1000', '0.1000', '0.0000'],
    [1000, 1000, '1000', '1000', '0'],
    [-1e-9, 0.5, '-1.000e-9', '0.5000', '+0.5000'],
    [-0.00004, -1, '-4.000e-5', '-1.000', '-1.000'],
    [0.5, 0.5, '0.5000', '0.5000', '0.0000'],
    [-1, 1, '-1.000', '1.000', '+2.000'],
    [0.1 + 0.2, 0.3, '0.3000', '0.3000', '-5.6e-17'],
    [1e-7, 2e-7, '1.000e-7', '2.000e-7', '+1.000e-7'],
    [1e20, 3e20, '1.000e+20', '3.000e+20', '+2.000e+20'],
    [1e-7, 0.5, '1.000e-7', '0.5000', '+0.5000'],
    [0.123, 1e-30, '0.1230', '1.000e-30', '-0.1230'],
    [0, 0.123, '0.0000', '0.1230', '+0.1230'],
    [-0, 1.5, '0.000', '1.500', '+1.500'],
  ])('%d and %d', (a, b, x, y, delta) => {
    expect(alignedNumbers(a, b)).toEqual({ a: x, b: y, delta });
  });

  test('have as many decimals, and what is not zero never looks like it', () => {
    const number = fc.double({ min: -1e20, max: 1e20, noNaN: true });
    const near = fc
      .tuple(number, fc.double({ min: -1e-3, max: 1e-3, noNaN: true }))
      .map(([a, d]) => [a, a * (1 + d)] as const);
    const property = fc.property(fc.oneof(fc.tuple(number, number), near), ([a, b]) => {
      const shown = alignedNumbers(a, b);
      const decimals = (text: string) => text.split('.')[1]?.length ?? 0;
      if (!`${shown.a}${shown.b}`.includes('e')) expect(decimals(shown.a)).toBe(decimals(shown.b));
      for (const [value, text] of [
        [a, shown.a],
        [b, shown.b],
      ] as const)
        expect(Number(text) === 0).toBe(value === 0);
      if (a !== b) expect(Number(shown.delta)).not.toBe(0);
      // The sign of -0 is not a difference.
      expect(Math.sign(Number(shown.delta))).toBe(Math.sign(b - a) + 0);
      expect(shown.delta.startsWith('+')).toBe(b > a);
      const size = Math.max(Math.abs(a), Math.abs(b));
      expect(Math.abs(Number(shown.a) - a)).toBeLessThanOrEqual(Math.max(size * 1e-3, 1e-12));
    });
    fc.assert(property, { numRuns: caseCount(10_000), seed: SEED });
  });
});

test.each([
  [0.041, '+4.1 %'],
  [-0.041, '-4.1 %'],
  [0.0004, '+<0.1 %'],
  [-0.0004, '-<0.1 %'],
  [0.0005, '+0.1 %'],
  [1, '+100 %'],
  [-2.345, '-235 %'],
  [0, '0.0 %'],
  [9999.99, '+999999 %'],
  [123456.7, '+1.23e+7 %'],
  [-8.02139037433155e300, '-8.02e+302 %'],
])('%d is %s', (ratio, text) => {
  expect(percent(ratio)).toBe(text);
});
