// The values of two JSON trees side by side, where a path is too long to be repeated for each value.
import { expect, test } from 'vitest';
import { pairs } from '../../src-shared/artifacts/diff';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';

const tree = (value: unknown): JsonNode => parseJson(JSON.stringify(value)).value as JsonNode;
const key = 'x'.repeat(1001);
const rows = (a: unknown, b: unknown) =>
  pairs(tree({ [key]: a }), tree({ [key]: b })).map(p => [p.path === key, p.a?.kind, p.b?.kind, p.equal]);

test.each([
  [{ a: 1, b: [2] }, { b: [2.0], a: 1e0 }, true],
  [{ a: 1, b: [2] }, { a: 1, b: [3] }, false],
  [{ a: 1 }, {}, false],
  [{}, {}, true],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
])('values below a long key are one value: %j and %j', (a, b, equal) => {
  const kind = Array.isArray(a) ? 'array' : 'object';
  expect(rows(a, b)).toEqual([[true, kind, kind, equal]]);
});

test('a value below a long key and another kind of value differ', () => {
  expect(rows({ a: 1 }, 1)).toEqual([[true, 'object', 'number', false]]);
  expect(rows([], {})).toEqual([[true, 'array', 'object', false]]);
  expect(pairs(tree({ [key]: { a: 1 } }), tree({})).map(p => [p.a?.kind, p.b, p.equal])).toEqual([
    ['object', undefined, false],
  ]);
});

test('below a shorter key, each value is one', () => {
  const short = key.slice(1);
  expect(pairs(tree({ [short]: { a: 1, b: 2 } }), tree({ [short]: { a: 1 } })).map(p => p.path)).toEqual([
    `${short}.a`,
    `${short}.b`,
  ]);
});
