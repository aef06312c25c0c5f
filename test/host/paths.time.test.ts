// A file event asks about each file that is known whether it is the named one or in it, so the question is as cheap as a comparison of texts.
import { expect, test } from 'vitest';
import { innermostOf, isInside } from '../../src-shared/host/paths';
import { stopwatch } from '../stopwatch';

type Question = (file: string) => (path: string) => unknown;

const FILES = Array.from({ length: 3000 }, (_, i) => `/home/alice/project/runs/${i}/run_manifest.json`);

function timeOf(question: Question): number {
  const elapsed = stopwatch();
  let found = 0;
  for (const file of FILES.slice(0, 300)) {
    const isNamed = question(file);
    for (const path of FILES) if (isNamed(path)) found++;
  }
  expect(found).toBe(300);
  return elapsed();
}

test('many events of one file each', () => {
  const least = (question: Question): number => Math.min(...Array.from({ length: 5 }, () => timeOf(question)));
  const direct = least(file => path => isInside(file, path));
  expect(least(file => innermostOf([file]))).toBeLessThan(3 * direct);
});
