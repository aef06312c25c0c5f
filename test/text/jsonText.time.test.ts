// JSON is read in time that grows with the text.
import { expect, test } from 'vitest';
import { parseJson } from '../../src-shared/text/jsonText';
import { stopwatch } from '../stopwatch';

function elapsed(work: () => unknown): number {
  const read = stopwatch();
  work();
  return read();
}

test('time grows with the text', { timeout: 60_000 }, () => {
  const texts = [
    (n: number) => `[${'1,'.repeat(n)}1]`,
    (n: number) => `{${'"a":"\\n",'.repeat(n)}"b":1}`,
    (n: number) => `"${'x\\u0041'.repeat(n)}"`,
    (n: number) => '1'.repeat(n * 5),
  ];
  for (const make of texts) {
    const timeOf = (n: number): number => {
      const text = make(n);
      return Math.min(...[0, 1, 2, 3, 4].map(() => elapsed(() => parseJson(text))));
    };
    // 20 times the text: 400 times the time if it is quadratic. Data that does not fit into the caches of the processor costs up to three times as much.
    expect(timeOf(400_000) / Math.max(timeOf(20_000), 0.5), make(3)).toBeLessThan(100);
  }
});
