// The time of a diff is in proportion to the texts, however much differs.
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src-shared/text/unifiedDiff';
import { stopwatch } from '../stopwatch';

const numbered = (count: number): string => Array.from({ length: count }, (_, i) => `${i}\n`).join('');

test('the time is linear, also where every line changed', () => {
  const elapsed = stopwatch();
  const size = 300_000;
  const [all, reversed] = [numbered(size), numbered(size).split('\n').reverse().join('\n')];
  unifiedDiff(all, all.replaceAll('\n', ' \n'), { name: 'f' });
  unifiedDiff(all, reversed, { name: 'f' });
  unifiedDiff('a\n'.repeat(size), 'a\nb\n'.repeat(size), { name: 'f' });
  expect(elapsed()).toBeLessThan(5000);
});
