// Which of two runs is the baseline.
import { describe, expect, it } from 'vitest';
import { orderPair, withBaseline } from '../../client/src/comparePair';

const times = (known: Record<string, number>) => (uri: string) => known[uri];

describe('orderPair', () => {
  it.each([
    ['the older one is A', { old: 1, new: 2 }, undefined, ['new', 'old'], { a: 'old', b: 'new' }],
    ['the order is kept when it is right', { old: 1, new: 2 }, undefined, ['old', 'new'], { a: 'old', b: 'new' }],
    ['the pinned one is A, though newer', { old: 1, new: 2 }, 'new', ['old', 'new'], { a: 'new', b: 'old' }],
    ['the pinned one stays A', { old: 1, new: 2 }, 'new', ['new', 'old'], { a: 'new', b: 'old' }],
    ['without times the order of the selection counts', {}, undefined, ['x', 'y'], { a: 'x', b: 'y' }],
  ] as const)('%s', (_name, known, pinned, two, pair) => {
    expect(orderPair(two, { pinned, time: times(known) })).toEqual(pair);
  });
});

describe('withBaseline', () => {
  it('compares one manifest with the baseline, but not with itself', () => {
    expect(withBaseline('x', 'base')).toEqual({ a: 'base', b: 'x' });
    expect(withBaseline('base', 'base')).toBeUndefined();
    expect(withBaseline('x', undefined)).toBeUndefined();
  });
});
