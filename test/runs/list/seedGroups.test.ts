// Which runs belong together apart from their seeds, and the statistics over them.
import { describe, expect, test } from 'vitest';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { seedGroups, TORCH } from '../../../src-shared/runs/list/seedGroups';
import { manifestText, sha256 } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

interface Made {
  readonly spec: string;
  readonly seed?: number | null;
  readonly mae?: unknown;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The groups as the numbers of their runs: `01 2`. */
function groups(made: readonly Made[]): ReturnType<typeof seedGroups> {
  const texts = new Map(made.map(({ spec }) => [sha256(spec), spec]));
  const files = made.map(({ spec, seed = 1, mae = 1, more }) =>
    manifestText({ config_hash: sha256(spec), seed, metrics: { mae }, ...more }).replace('"NaN"', 'NaN'),
  );
  const host = hostOf(Object.fromEntries(files.map((text, i) => [`/${i}.json`, text])));
  const rows = files.flatMap((_, i): RunRow[] => {
    const read = readRows(host, `/${i}.json`, { keys: [TORCH], isNamed: true });
    return read && read.fault === undefined
      ? read.rows.map(row => ({ id: row.path, ...row, spec: { state: 'unknown' } }))
      : [];
  });
  expect(rows).toHaveLength(made.length);
  return seedGroups(rows, hash => (texts.get(hash)?.includes('missing') ? undefined : texts.get(hash)));
}

const shape = (made: readonly Made[]): string =>
  groups(made)
    .map(({ runs }) => runs.map(r => r.path.slice(1, 2)).join(''))
    .join(' ');

const seeded = (seed: string, rest = ''): string =>
  `params:\n    s = ${seed}\n${rest}train:\n    epochs = 3\n    seed = $s\n`;
const literal = (seed: number, epochs = 3): string => `train:\n    epochs = ${epochs}\n    seed = ${seed}\n`;

describe('runs that belong together', () => {
  test.each<[string, readonly Made[], string]>([
    ['another seed in the spec', [{ spec: literal(1) }, { spec: literal(2) }], '01'],
    ['no seed in the spec', [{ spec: literal(1) }, { spec: 'train:\n    epochs = 3\n' }], '01'],
    [
      'a comment, and another order',
      [{ spec: literal(1) }, { spec: 'train:\n    seed = 2\n    epochs = 3  # x\n' }],
      '01',
    ],
    ['another seed through a param', [{ spec: seeded('1') }, { spec: seeded('2') }], '01'],
    ['another setting', [{ spec: literal(1) }, { spec: literal(1, 4) }], '0 1'],
    // The param is more than the seed.
    ['a param with two uses', [1, 2].map(s => ({ spec: seeded(String(s), 'model M:\n    input $s\n') })), '0 1'],
    ['other data', [{ spec: literal(1) }, { spec: literal(2), more: { data_hash: 'c'.repeat(64) } }], '0 1'],
    ['another torch', ['2.0', '2.1'].map(torch => ({ spec: literal(1), more: { env: { torch } } })), '0 1'],
    ['another platform', ['a', 'b'].map(platform => ({ spec: literal(1), more: { env: { platform } } })), '01'],
    ['another --param', ['1', '2'].map(lr => ({ spec: literal(1), more: { params: { lr } } })), '0 1'],
    ['another seed as --param', ['1', '2'].map(s => ({ spec: seeded('5'), more: { params: { s } } })), '01'],
    ['a text that cannot be found', [1, 2, 1].map(s => ({ spec: `${literal(s)}# missing\n` })), '02 1'],
    ['a spec with syntax errors', [1, 2].map(s => ({ spec: `${literal(s)}    epochs =\n` })), '0 1'],
    ['a spec with imports', [1, 2].map(s => ({ spec: `import "a.kyn"\n${literal(s)}` })), '0 1'],
  ])('%s', (_, made, expected) => expect(shape(made)).toBe(expected));
});

describe('statistics', () => {
  const over = (...runs: readonly Omit<Made, 'spec'>[]) => groups(runs.map(run => ({ spec: literal(1), ...run })))[0];

  test('mean and sample deviation', () => {
    const group = over({ seed: 1, mae: 2 }, { seed: 2, mae: 4 }, { seed: 3, mae: 6 });
    expect(group?.seeds).toEqual(['1', '2', '3']);
    expect(group?.metrics.get('mae')).toEqual({ mean: 4, deviation: 2, count: 3, missing: 0 });
  });

  test('runs with one seed repeat each other; runs without a seed do not', () => {
    expect(over({ seed: 1, mae: 2 }, { seed: 1, mae: 100 }, { seed: 2, mae: 4 })?.metrics.get('mae')).toMatchObject({
      mean: 3,
      count: 2,
    });
    expect(over({ seed: null, mae: 2 }, { seed: null, mae: 4 })?.metrics.get('mae')).toMatchObject({
      mean: 3,
      count: 2,
    });
  });

  test('a single run has no deviation', () =>
    expect(over({ mae: 2 })?.metrics.get('mae')).toEqual({ mean: 2, count: 1, missing: 0 }));

  test('a seed that diverged is not left out', () =>
    expect(over({ seed: 1, mae: 'NaN' }, { seed: 2, mae: 4 })?.metrics.get('mae')?.mean).toBeNaN());

  test.each(['nan', 'inf', null])('%j is not left out silently', mae => {
    const found = over({ seed: 1, mae: 2 }, { seed: 2, mae: 4 }, { seed: 3, mae })?.metrics.get('mae');
    expect(found).toEqual(
      mae === null
        ? { mean: 3, deviation: Math.SQRT2, count: 2, missing: 1 }
        : { mean: Number.NaN, deviation: Number.NaN, count: 3, missing: 0 },
    );
  });
});
