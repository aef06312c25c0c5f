import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctMembers, member, members, parseJson } from '../../src-shared/text/jsonText';
import { caseCount, SEED } from '../cases';

const keys = fc.constantFrom('a', 'b', 'c', '__proto__', '');
const objects = fc
  .array(fc.tuple(keys, fc.integer()), { maxLength: 40 })
  .map(all => `{${all.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`);

test('the members of an object, each key once with its last value, in the order of their first', () => {
  fc.assert(
    fc.property(objects, text => {
      const node = parseJson(text).value;
      const all = node?.kind === 'object' ? node.members : [];
      const expected = [...new Map(all.map(m => [m.key, m])).values()];
      expect(distinctMembers(node)).toEqual(expected);
      expect([...members(node).values()]).toEqual(expected);
      for (const { key, value } of expected) expect(member(node, key)).toBe(value);
    }),
    { numRuns: caseCount(1000), seed: SEED },
  );
});

test('other values have no members', () => {
  expect(distinctMembers(parseJson('[1, 2]').value)).toEqual([]);
  expect(distinctMembers(undefined)).toEqual([]);
});
