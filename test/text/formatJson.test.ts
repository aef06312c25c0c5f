// The layout of JSON: the same value and tokens, one member a line.
import { expect, it } from 'vitest';
import { formatJson } from '../../src-shared/text/formatJson';
import { parseJson } from '../../src-shared/text/jsonText';

function format(text: string, options = { indent: '  ', eol: '\n' }): string {
  const { value } = parseJson(text);
  if (!value) throw new Error(`${text} cannot be read`);
  return formatJson(text, value, options);
}

it.each([
  ['{"a":NaN,"b":[ -Infinity,1.50 ],"c":{}}', '{\n  "a": NaN,\n  "b": [\n    -Infinity,\n    1.50\n  ],\n  "c": {}\n}'],
  ['[[],[{"k" : "\\u0041"}]]', '[\n  [],\n  [\n    {\n      "k": "\\u0041"\n    }\n  ]\n]'],
  [' 12345678901234567890 ', '12345678901234567890'],
  ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
])('%s', (text, expected) => {
  expect(format(text)).toBe(expected);
  expect(format(expected)).toBe(expected);
});

it('uses the indentation and line ends of the document', () => {
  expect(format('{"a":[1]}', { indent: '\t', eol: '\r\n' })).toBe('{\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}');
});
