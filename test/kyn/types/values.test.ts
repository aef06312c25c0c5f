// The identity of expected values: how it is described in messages, and when two are the same.
import { describe, expect, test } from 'vitest';
import { describeExpected, type ExpectedIdentity, isSameIdentity } from '../../../src-shared/kyn/types/values';

const key: ExpectedIdentity = { key: 'epochs' };
const argument: ExpectedIdentity = { callee: 'dense', argument: 'units' };
const element: ExpectedIdentity = { elementOf: { key: 'metrics' } };

describe('the description of an expected value', () => {
  test.each([
    [key, '`epochs`'],
    [argument, '`units` of `dense`'],
    [element, 'each value of `metrics`'],
  ])('%j is %s', (identity, text) => expect(describeExpected({ identity })).toBe(text));

  test('names the block that uses the param of a sweep axis', () => {
    const named = { identity: argument, usedIn: { keyword: 'model', name: 'Net' } };
    expect(describeExpected(named)).toBe('`units` of `dense` in `model Net`');
    expect(describeExpected({ identity: key, usedIn: { keyword: 'train', name: undefined } })).toBe(
      '`epochs` in `train`',
    );
  });
});

describe('two identities', () => {
  test.each([key, argument, element])('are the same if all names are equal: %j', identity =>
    expect(isSameIdentity(identity, structuredClone(identity))).toBe(true),
  );

  test.each<[ExpectedIdentity, ExpectedIdentity]>([
    [key, { key: 'batch' }],
    [argument, { callee: 'input', argument: 'units' }],
    [argument, { callee: 'dense', argument: 'activation' }],
    [element, { key: 'metrics' }],
    [element, { elementOf: element }],
    [key, argument],
  ])('differ: %j and %j', (a, b) => {
    expect(isSameIdentity(a, b)).toBe(false);
    expect(isSameIdentity(b, a)).toBe(false);
  });
});
