// JSON is read in time that grows with the text.
import { expect, test } from 'vitest';
import { parseJson } from '../../src-shared/text/jsonText';
import { stopwatch } from '../stopwatch';

function elapsed(work: () => unknown): number {
  const read = stopwatch();
  work();
  return read();
}

test('time grows with the text', { timeout: 120_000 }, () => {
  const texts = [
    (n: number) => `[${'1,'.repeat(n)}1]`,
    (n: number) => `{${'"a":"\\n",'.repeat(n)}"b":1}`,
    (n: number) => `"${'x\\u0041'.repeat(n)}"`,
    (n: number) => '1'.repeat(n * 5),
  ];
  for (const make of texts) {
    const timeOf = (n: number): number => {
      const text = make(n);
      return Math.min(...[0, 1, 2].map(() => elapsed(() => parseJson(text))));
    };
    // 32 times the text: 1,024 times the time if it is quadratic. Objects that the garbage collector keeps cost up to five times as much as short-lived ones.
    expect(timeOf(1_280_000) / Math.max(timeOf(40_000), 0.5), make(3)).toBeLessThan(500);
  }
});
