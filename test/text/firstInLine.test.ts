// Of one line, only the first findings of a kind are kept.
import { expect, test } from 'vitest';
import { firstInLine, MAX_IN_LINE } from '../../src-shared/text/firstInLine';

test('each line has its first findings, and its next one mentions the others', () => {
  const text = `${'x'.repeat(1000)}\r\n${'y'.repeat(1000)}\n`;
  const placeOf = firstInLine(text);
  const places = Array.from({ length: 2002 }, (_, offset) => placeOf(offset));
  const countIn = (from: number, to: number, place: string): number =>
    places.slice(from, to).filter(p => p === place).length;
  const kept = [countIn(0, 1002, 'kept'), countIn(1002, 2002, 'kept')];
  expect(kept).toEqual([2 * MAX_IN_LINE, MAX_IN_LINE]);
  expect([countIn(0, 1002, 'more'), countIn(1002, 2002, 'more')]).toEqual([1, 1]);
  expect(places[2 * MAX_IN_LINE]).toBe('more');
});

test('findings of many lines are all kept, in any order', () => {
  const placeOf = firstInLine('x\n'.repeat(1000));
  const offsets = Array.from({ length: 1000 }, (_, line) => 2 * line);
  expect(new Set([...offsets, ...offsets.reverse()].map(placeOf))).toEqual(new Set(['kept']));
});

test('only the lines of findings are read, each once', () => {
  const reads = (before: string, after: string): number => {
    let count = 0;
    const text = `${before}\n${'x'.repeat(1000)}\n${after}`;
    const charCodeAt = (at: number): number => {
      count++;
      return text.charCodeAt(at);
    };
    const counted = new Proxy(Object(text), {
      get: (of, key) => (key === 'charCodeAt' ? charCodeAt : Reflect.get(of, key)),
    });
    const placeOf = firstInLine(counted);
    for (let at = 0; at < 1000; at++) placeOf(before.length + 1 + at);
    return count;
  };
  const long = 'y\n'.repeat(10_000);
  expect(reads(long, long)).toBe(reads('y', 'y'));
  expect(reads('y', 'y')).toBeLessThan(1100);
});
