// Which values need our own language: NaN and infinities as numbers, at any depth.
import { expect, it } from 'vitest';
import { hasNonFinite } from '../../src-shared/artifacts/hasNonFinite';
import { parseJson } from '../../src-shared/text/jsonText';

const check = (text: string): boolean => {
  const { value } = parseJson(text);
  if (!value) throw new Error(`${text} cannot be read`);
  return hasNonFinite(value);
};

it.each(['NaN', '[1, -Infinity]', '{"a": {"b": [{"c": Infinity}]}}'])('%s contains one', text => {
  expect(check(text)).toBe(true);
});

it.each(['1e999', '"NaN"', '{"NaN": 1, "b": ["Infinity", null, true]}', '[]'])('%s contains none', text => {
  expect(check(text)).toBe(false);
});

it('takes time in proportion to a long list', () => {
  expect(check(`[${'1,'.repeat(300_000)}NaN]`)).toBe(true);
});
