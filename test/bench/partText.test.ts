// The results of one part, as the benchmark prints them.
import { expect, test } from 'vitest';

interface Script {
  partText(title: string, result: object): string;
}
const { partText }: Script = await import(new URL('../../bench/partText.mjs', import.meta.url).href);

test('a title with the load, then a line for each row and its figures, then the notes', () => {
  const figures = { wallRatio: 0.4, kyn: { cpuMs: 5, wallMs: 6 }, ownMs: [1, 2] };
  const rows = [
    { title: 'Start', unit: 'ratio', value: 0.5, goal: { atMost: 0.6 }, met: true, figures },
    { title: 'Specs', unit: 'per second', value: 100, goal: { atLeast: 600 }, met: false, figures: {} },
    { title: 'Size', unit: 'kB', value: 3, figures: {} },
  ];
  expect(partText('Title', { rows, load: [1, 2.5], notes: ['openssl is not installed.'] })).toBe(`Title (load 1 to 2.5)
  Start: 0.50 (goal at most 0.60: met)
      wallRatio 0.4; kyn cpuMs 5, wallMs 6; ownMs 1, 2
  Specs: 100 per second (goal at least 600 per second: not met)
  Size: 3 kB
openssl is not installed.`);
});
