// Metrics of two series: the comparison of whole series gives the same result as that of each metric by itself.
import { describe, expect, it } from 'vitest';
import { pairs } from '../../../src-shared/artifacts/diff';
import { type Metric, valuesOf } from '../../../src-shared/artifacts/metrics';
import { compareMetrics } from '../../../src-shared/repro/compare/metrics';
import { type JsonNode, members } from '../../../src-shared/text/jsonText';
import { caseCount, repeatWith, SEED } from '../../cases';
import { randomFrom } from '../../kyn/mutate';
import { metricsOf } from './metricsOf';

const equalNames = (a: unknown, b: unknown): string[] =>
  compareMetrics(metricsOf(a), metricsOf(b)).flatMap(m => (m.equal ? [m.name] : []));

// The number of keys before a list in an item of a series; undefined where there is none.
function listDepth({ series, inner = [] }: Metric, item: number): number | undefined {
  let at: JsonNode | undefined = series?.items[item];
  for (const [depth, key] of inner.entries()) {
    if (at?.kind === 'array') return depth;
    at = at && members(at).get(key)?.value;
  }
  return undefined;
}

// The same by definition: all values of a metric are equal.
function equalOneByOne(a: Map<string, Metric>, b: Map<string, Metric>): string[] {
  const same = (x: Metric, y: Metric): boolean => {
    const [left, right] = [valuesOf(x), valuesOf(y)];
    const isEqual = (v: (typeof left)[number], w: typeof v) => (v && w ? pairs(v, w).every(p => p.equal) : v === w);
    // A list in place of an object is not the list at a key of that object, though each is the value of the metric.
    const isSameDepth = (i: number): boolean => listDepth(x, i) === listDepth(y, i);
    return (
      left.length === right.length &&
      left.every((v, i) => isEqual(v, right[i]) && isSameDepth(i)) &&
      isEqual(x.node, y.node)
    );
  };
  return [...a].flatMap(([name, x]) => {
    const y = b.get(name);
    return y && same(x, y) ? [name] : [];
  });
}

describe('metrics of two series', () => {
  it.each<[string, unknown, unknown, string[]]>([
    [
      'an earlier value',
      [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
      [
        { a: 1, b: 9 },
        { a: 2, b: 2 },
      ],
      ['a'],
    ],
    [
      'a value that is missing',
      [{ a: 1 }, { a: 2, b: 2 }],
      [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
      ['a'],
    ],
    ['a value that both do not have', [{ a: 1 }, { a: 2, b: 2 }], [{ a: 1 }, { a: 2, b: 2 }], ['a', 'b']],
    ['null and a missing value', [{ a: null }, { a: 2 }], [{}, { a: 2 }], []],
    [
      'an inner object',
      [{ a: { x: 1, y: 1 } }, { a: { x: 1, y: 1 } }],
      [{ a: { x: 1, y: 2 } }, { a: { x: 1, y: 1 } }],
      ['a.x'],
    ],
    ['an object and a number', [{ a: { x: 1 } }, { a: { x: 1, y: 1 } }], [{ a: 5 }, { a: { x: 1, y: 1 } }], ['a.y']],
    ['a list, which is one value', [{ a: [1, 2] }, { a: { x: 1 } }], [{ a: [1, 3] }, { a: { x: 1 } }], []],
    ['an equal list', [{ a: [1, 2] }, { a: { x: 1 } }], [{ a: [1, 2.0] }, { a: { x: 1 } }], ['a.x']],
    ['a number of another form', [{ a: 1 }, { a: 2 }], [{ a: 1.0 }, { a: 2 }], ['a']],
    ['a shorter series', [{ a: 2 }, { a: 2 }], [{ a: 2 }], []],
    ['an item in a list', [[{ a: 1 }], [{ a: 2 }]], [[{ a: 0 }], [{ a: 2 }]], []],
  ])('%s', (_, a, b, expected) => {
    expect(equalNames({ m: a }, { m: b })).toEqual(expected.map(name => `m.${name}`));
    expect(equalNames({ m: b }, { m: a })).toEqual(expected.map(name => `m.${name}`));
  });

  it.each<[string, unknown, unknown, string[]]>([
    ['a series of one value and a value', { m: [5] }, { m: 5 }, ['m']],
    ['a series of two values and a value', { m: [5, 5] }, { m: 5 }, []],
    ['objects of series and a series of objects', { m: [{ a: 1 }, { a: 2 }] }, { m: { a: [1, 2] } }, ['m.a']],
    ['objects of series and another series of objects', { m: [{ a: 0 }, { a: 2 }] }, { m: { a: [1, 2] } }, []],
  ])('%s', (_, a, b, expected) => {
    expect(equalNames(a, b)).toEqual(expected);
    expect(equalNames(b, a)).toEqual(expected);
  });

  it('are equal where each of them is, for random series', () => {
    const next = randomFrom(SEED);
    const random = (below: number): number => Math.floor(next() * below);
    let [equal, different] = [0, 0];
    for (let i = 0; i < caseCount(2000); i++) {
      const value = (depth: number): unknown => {
        const kind = random(depth > 2 ? 3 : 6);
        if (kind < 3) return [0, 1, null][kind];
        if (kind === 3) return Array.from({ length: random(3) }, () => value(depth + 1));
        return Object.fromEntries(Array.from({ length: random(4) }, () => ['abc'[random(3)], value(depth + 1)]));
      };
      const a = { m: Array.from({ length: 1 + random(3) }, () => value(0)) };
      const b = random(2) ? { m: a.m.map(item => (random(3) ? item : value(0))) } : { m: value(0) };
      const [left, right] = [metricsOf(a), metricsOf(b)];
      const expected = equalOneByOne(left, right);
      expect(equalNames(a, b), `${JSON.stringify([a, b])} ${repeatWith()}`).toEqual(expected.sort());
      equal += expected.length;
      different += left.size - expected.length;
    }
    expect(Math.min(equal, different)).toBeGreaterThan(0);
  });
});
