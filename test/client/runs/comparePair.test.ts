// Selection of the baseline of two runs.
import { describe, expect, it } from 'vitest';
import { orderPair, pairWithBaseline, readPair } from '../../../client/src/runs/comparePair';

const times = (known: Record<string, number>) => (uri: string) => known[uri];

describe('orderPair', () => {
  it.each([
    ['the older one is A', { old: 1e6, new: 2e6 }, undefined, ['new', 'old'], { a: 'old', b: 'new' }],
    ['the order is kept when it is right', { old: 1e6, new: 2e6 }, undefined, ['old', 'new'], { a: 'old', b: 'new' }],
    ['the pinned one is A, though newer', { old: 1e6, new: 2e6 }, 'new', ['old', 'new'], { a: 'new', b: 'old' }],
    ['the pinned one stays A', { old: 1e6, new: 2e6 }, 'new', ['new', 'old'], { a: 'new', b: 'old' }],
    [
      'files of one checkout stand in the order of their paths',
      { x: 5900, y: 5000 },
      undefined,
      ['y', 'x'],
      { a: 'x', b: 'y' },
    ],
    ['without times the paths count too', {}, undefined, ['y', 'x'], { a: 'x', b: 'y' }],
  ] as const)('%s', (_name, known, pinned, two, pair) => {
    expect(orderPair(two, { pinned, time: times(known) })).toEqual(pair);
  });
});

describe('pairWithBaseline', () => {
  it('compares one manifest with the baseline, but not with itself', () => {
    expect(pairWithBaseline('x', 'base')).toEqual({ a: 'base', b: 'x' });
    expect(pairWithBaseline('base', 'base')).toBeUndefined();
    expect(pairWithBaseline('x', undefined)).toBeUndefined();
  });
});

describe('readPair', () => {
  it('accepts only a pair', () => {
    expect(readPair({ a: 'new', b: 'old' })).toEqual({ a: 'new', b: 'old' });
    for (const other of [undefined, null, 'x', ['a', 'b'], { a: 'x' }, { a: 1, b: 2 }])
      expect(readPair(other)).toBeUndefined();
  });
});
