// What can still be read of a text that is not JSON.
import { describe, expect, test } from 'vitest';
import { outlineJson } from '../../src-shared/text/jsonOutline';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';

// A tree as JavaScript values; members as pairs, because a key may be repeated. A number is its text.
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return { members: node.members.map(m => [m.key, plain(m.value)]) };
    case 'array':
      return node.items.map(plain);
    case 'string':
      return node.text;
    case 'number':
      return `#${node.text}`;
    case 'bool':
      return node.value;
    case 'null':
      return null;
  }
}

const outline = (text: string): unknown => {
  const found = outlineJson(text);
  return found && plain(found);
};
const object = (...members: unknown[][]) => ({ members });

test.each([
  '{"a": [1, -2.5e+3, {"b": null}], "c": {"d": true, "e": false}, "f": "x", "a": "again"}',
  '[[], {}, [{}], "s", 12345678901234567890]',
])('valid JSON keeps its values: %s', text => {
  const { value } = parseJson(text);
  expect(outline(text)).toEqual(value && plain(value));
});

describe('a broken text', () => {
  test.each([
    ['{"a": 1, oops "b": {"c": 2}}', object(['a', '#1'], ['b', object(['c', '#2'])])],
    ['{"a": 1 "b": 2}', object(['a', '#1'], ['b', '#2'])],
    ['{"a": 1,, "b": 2,}', object(['a', '#1'], ['b', '#2'])],
    ['[1 2,]', ['#1', '#2']],
    // A key without a readable value.
    ['{"a": None, "b": 2, "c":', object(['a', null], ['b', '#2'], ['c', null])],
    ['{"a": oops "x", "b"}', object(['a', 'x'])],
    // Cut.
    ['{"a": {"b": [1, "tex', object(['a', object(['b', ['#1', 'tex']])])],
    // Brackets that are missing or too many.
    ['{"a": [1, 2, "b": 3}', object(['a', ['#1', '#2']], ['b', '#3'])],
    ['{"a": [{"b": 1], "c": 2}', object(['a', [object(['b', '#1'])]], ['c', '#2'])],
    ['{"a": 1], "b": 2}', object(['a', '#1'], ['b', '#2'])],
    ['[1}, "k": 2]', ['#1', '#2']],
    ['{"a": {{ x }}, "b": 1}', object(['a', object()], ['b', '#1'])],
    // A string ends with its line, and brackets in strings do not count.
    ['{"a": "x\n"b": "}{][", "c": "\\"}"}', object(['a', 'x'], ['b', '}{]['], ['c', '\\"}'])],
    ['{"a": "x\\\n"b": 1}', object(['a', 'x'], ['b', '#1'])],
    // Comments.
    ['/* { */ // "x": [\n{"a": 1, // "b": 2\n/* "c": 3 */ "d": "//"}', object(['a', '#1'], ['d', '//'])],
    ['{"a": 1 / 2, "b": 3} // {', object(['a', '#1'], ['b', '#3'])],
    ['{"a": 1} /* { */', object(['a', '#1'])],
    ['\ufeff {"a": 1} x', object(['a', '#1'])],
    ['{"a": 1}, "b": {}', object(['a', '#1'])],
  ])('%j', (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test.each([
    '',
    '"a": 1',
    'x = {"a": 1}',
    '# comment\n{"a": 1}',
    '{"a": 1}\n{"b": 2}',
    '{"a": 1},\n[2]',
    '{"a": 1} // and\n---\n{"b": 2}',
    '/* {"a": 1}',
  ])('%j is not one value', text => {
    expect(outline(text)).toBeUndefined();
  });
});
