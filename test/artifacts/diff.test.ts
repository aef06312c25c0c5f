// The values of two JSON trees side by side: what is one value, also where a path is too long to be repeated for each value.
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

const sides = (a: unknown, b: unknown) =>
  pairs(tree({ x: a }), tree({ x: b })).map(p => `${p.path} ${p.a && p.b ? 'both' : p.a ? 'only A' : 'only B'}`);

test.each([
  [{ a: 1, b: 2 }, null],
  [{ a: 1, b: 2 }, 'text'],
  [{ a: 1, b: 2 }, 5],
  [[1, 2], null],
  [[1, 2], false],
  [{ a: 1 }, [1]],
  [{ a: 1 }, []],
  [[1], {}],
])('%j and %j are one value of both sides', (a, b) => {
  expect(sides(a, b)).toEqual(['x both']);
  expect(sides(b, a)).toEqual(['x both']);
  expect(pairs(tree({ x: a }), tree({ x: b }))).toMatchObject([{ equal: false }]);
});

test('an object or a list that only one side has is one value', () => {
  expect(sides({ a: 1, b: { c: 2 } }, undefined)).toEqual(['x only A']);
  expect(sides(undefined, [1, 2])).toEqual(['x only B']);
  expect(sides({ a: { b: 1, c: 2 } }, {})).toEqual(['x.a only A']);
});

test('of two objects or two lists each inner value is one, also if one of them is empty', () => {
  expect(sides({ a: 1, b: 2 }, {})).toEqual(['x.a only A', 'x.b only A']);
  expect(sides([], [1, 2])).toEqual(['x[0] only B', 'x[1] only B']);
  expect(sides({ a: 1, b: null }, { b: { c: 1 }, d: 1 })).toEqual(['x.a only A', 'x.b both', 'x.d only B']);
});

test('two files of different types have no common values, and a file that cannot be read has none', () => {
  const names = (a: unknown, b: unknown) =>
    pairs(a === undefined ? undefined : tree(a), b === undefined ? undefined : tree(b)).map(p => p.path);
  expect(names({ a: 1, b: 2 }, [1])).toEqual(['[0]', 'a', 'b']);
  expect(names({ a: 1, b: 2 }, undefined)).toEqual(['a', 'b']);
  expect(names(undefined, undefined)).toEqual([]);
});
