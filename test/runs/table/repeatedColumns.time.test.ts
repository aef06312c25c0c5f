// Settings that say nothing new, among thousands of settings.
import { expect, test } from 'vitest';
import { columnValues } from '../../../src-shared/runs/table/columnValues';
import { repeatedColumns } from '../../../src-shared/runs/table/repeatedColumns';
import { stopwatch } from '../../stopwatch';

const column = (key: string, texts: readonly string[]) => ({
  key,
  values: columnValues(
    texts.map(text => ({ text, isNumber: false })),
    { keyOf: ({ text }) => text },
  ),
});

test('ten thousand settings are not compared in pairs', () => {
  const given = Array.from({ length: 10_000 }, (_, i) => column(`params.p${i}`, [`${i}`, `${i + 1}`, `${i}`]));
  const own = Array.from({ length: 10_000 }, (_, i) => column(`train.p${i}`, [`${i}`, `${i + 1}`, `${i}`]));
  const elapsed = stopwatch();
  expect(repeatedColumns([...given, ...own]).size).toBe(10_000);
  expect(elapsed()).toBeLessThan(4000);
});
