// Which columns of settings say nothing new.
import { expect, test } from 'vitest';
import { usualColumns } from '../../../src-shared/runs/list/columns';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { columnValues } from '../../../src-shared/runs/table/columnValues';
import { repeatedColumns } from '../../../src-shared/runs/table/repeatedColumns';
import { OTHER } from '../../../src-shared/runs/trackers/trackerKind';
import { jsonNumber } from '../../../src-shared/text/makeJson';

const column = (key: string, texts: readonly (string | undefined)[]) => ({
  key,
  values: columnValues(
    texts.map(text => (text === undefined ? undefined : { text, isNumber: true })),
    { keyOf: ({ text }) => text },
  ),
});

const repeated = (...columns: ReturnType<typeof column>[]): string[] =>
  [...repeatedColumns(columns)].map(({ key }) => key);

test('a seed is shown once, where the column of seeds has it for each run', () => {
  const seeds = column('seed', ['1', '2', '3']);
  expect(
    repeated(seeds, column('config.seed', ['1', '2', undefined]), column('random_state', [undefined, '2', '3'])),
  ).toEqual(['config.seed', 'random_state']);
  expect(repeated(column('seed', ['1', undefined, '3']), column('config.seed', ['1', '2', undefined]))).toEqual([]);
  expect(repeated(seeds, column('config.seed', ['1', '9', undefined]), column('lr', ['1', '2', undefined]))).toEqual(
    [],
  );
});

test('in a list too', () => {
  const row = (seed: string, given: string): RunRow => ({
    path: '/w/a',
    id: '/w/a',
    kind: OTHER,
    claims: { seed },
    fields: new Map([
      ['combo.seed', jsonNumber(given)],
      ['combo.lr', jsonNumber(given)],
    ]),
    spec: { state: 'unknown' },
  });
  expect(usualColumns([row('1', '1'), row('2', '2')])).not.toContain('combo.seed');
  expect(usualColumns([row('1', '1'), row('2', '2')])).toContain('combo.lr');
  expect(usualColumns([row('1', '1'), row('2', '3')])).toContain('combo.seed');
});
