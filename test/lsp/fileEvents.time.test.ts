// Most events name one file, and cost the same however many files were read.
import { expect, test } from 'vitest';
import { Files } from '../../server/src/lsp/workspace/files';
import { hostOf } from '../repro/memory';
import { stopwatch } from '../stopwatch';

const pathOf = (i: number): string => `/w/runs/${i}/run_manifest.json`;

test('many events of one file each', () => {
  const files = new Files(hostOf(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [pathOf(i), '{}']))));
  for (let i = 0; i < 3000; i++) files.read(pathOf(i));
  const timeOf = (path: string): number => {
    const elapsed = stopwatch();
    for (let i = 0; i < 300; i++) files.changed([path]);
    return elapsed();
  };
  const least = (path: string): number => Math.min(...[0, 1, 2, 3, 4].map(() => timeOf(path)));
  // A path that is gone may have been a folder with any of them.
  expect(least(pathOf(7))).toBeLessThan(least('/w/removed') / 5);
});
