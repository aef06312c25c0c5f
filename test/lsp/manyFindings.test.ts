// A file with many findings: the answer stays small, and no kind of problem hides another.
import { expect, test } from 'vitest';
import { startClient } from './client';

const dataset = (i: number): string => `dataset D${i}:\n    source = csv("gone/${i}.csv")\n    target = "y"\n\n`;
const datasets = (count: number): string => Array.from({ length: count }, (_, i) => dataset(i)).join('');
const END = 'params:\n    a = \n';

const findingsOf = async (text: string) => {
  const client = await startClient({}, { data: true });
  await client.open('a.kyn', text);
  const found = await client.diagnostics('a.kyn');
  return found.map(d => ({ code: String(d.code), message: d.message, line: d.range.start.line }));
};

test('of one kind, the first 200 are shown, and one more states how many are omitted', async () => {
  const found = await findingsOf(datasets(912) + END);
  const count = (code: string): number => found.filter(f => f.code === code).length;
  expect([count('csv-missing'), count('more-problems')]).toEqual([200, 1]);
  expect(found.find(f => f.code === 'more-problems')).toEqual({
    code: 'more-problems',
    message: '712 more problems of the kind `csv-missing` below. Fix these first.',
    line: 200 * 4 + 1,
  });
  expect(found.map(f => f.code).slice(201)).toEqual(['more-problems', 'missing-value']);
});

test('of one kind, 200 are all shown', async () => {
  const codes = (await findingsOf(datasets(200) + END)).map(f => f.code);
  expect(codes).toEqual(['missing-block', ...Array(200).fill('csv-missing'), 'missing-value']);
});

test('of many kinds, the first 1,000 are shown', async () => {
  const lines = ['    x = 1', '    y z', '  w = 1', '    "a" = 1', '    v ==', '    u = $q', '    t = [', '    $s = 1'];
  const found = await findingsOf(`params:\n${`${lines.join('\n')}\n`.repeat(250)}`);
  expect(new Set(found.map(f => f.code)).size).toBeGreaterThan(6);
  expect(found.at(-1)?.message).toMatch(/^[\d,]+ more problems below\. Fix these first\.$/);
  expect(found).toHaveLength(1001);
});
