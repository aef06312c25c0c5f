// The name that a missing data file may mean: many specs of a project may name missing files of the same folder.
import { expect, test } from 'vitest';
import { datasetsOf } from '../../../src-shared/repro/data/findData';

test('the names in a folder are read once, however many specs name a missing file in it', () => {
  let read = 0;
  const entries = Array.from({ length: 50 }, (_, i) => ({
    kind: 'file' as const,
    get name() {
      read++;
      return `part-${i}-of-data.csv`;
    },
  }));
  const search = (spec: string) =>
    datasetsOf({
      spec,
      folder: '/w',
      roots: ['/w'],
      opensBeside: true,
      label: path => path,
      file: () => ({ state: 'none', reason: 'missing' }),
      real: path => path,
      resolve: path => path,
      dvcOutputs: () => [],
      entries: () => entries,
      isTracked: () => undefined,
    });
  for (let i = 0; i < 50; i++) {
    const found = search(`/w/${i}.kyn`).find(`part-${i}-of-dota.csv`);
    expect(found.state === 'missing' && found.near()).toEqual({ path: `part-${i}-of-data.csv` });
  }
  expect(read).toBeLessThanOrEqual(3 * entries.length);
});
