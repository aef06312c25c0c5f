// The table of results in the README.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Row {
  readonly id: string;
  readonly value: number;
  readonly goal?: { readonly atMost?: number; readonly atLeast?: number };
  readonly met?: boolean;
}
interface Results {
  readonly machine: Record<string, unknown>;
  readonly parts: Record<string, { readonly date: string; readonly rows: readonly Row[] }>;
}
interface Script {
  valueText(value: number, unit: string): string;
  goalText(row: object): string;
  readmeTable(results: object): string;
  withTable(readme: string, table: string): string;
  newestName(names: readonly string[]): string | undefined;
}
const { valueText, goalText, readmeTable, withTable, newestName }: Script = await import(
  new URL('../../bench/readmeTable.mjs', import.meta.url).href
);

const ROW = { id: 'a', title: 'A', unit: 'ratio', value: 0.5, figures: {} };
const RESULTS = {
  machine: { node: '20.20.2', cores: 2, cpu: 'a CPU' },
  parts: {
    start: {
      date: '2026-11-29T08:00Z',
      load: [0.5, 2],
      rows: [
        { ...ROW, goal: { atMost: 0.6 }, met: true, summary: 'Start' },
        { ...ROW, id: 'b', value: 9 },
        { ...ROW, id: 'c', unit: 'per second', value: 2500, goal: { atLeast: 6000 }, met: false, summary: 'Specs' },
        { ...ROW, id: 'd', unit: 'MiB', value: 1, summary: 'Without a goal' },
      ],
    },
  },
};

test('only rows with a summary are shown, with their goal and whether it is met', () => {
  expect(readmeTable(RESULTS)).toBe(`| Measured | Result | Goal | Met |
|---|---|---|---|
| Start | 0.50 | at most 0.60 | yes |
| Specs | 2,500 per second | at least 6,000 per second | **no** |
| Without a goal | 1 MiB |  |  |

2026-11-29, Node 20.20.2, 2 cores with a load of 0.5 to 2. A / B is the CPU time (or memory) of A relative to B in alternating runs.`);
});

test('values have a unit, ratios two decimals', () => {
  expect(valueText(1.5, 'ratio')).toBe('1.50');
  expect(valueText(1234.5, 'ms')).toBe('1,234.5 ms');
  expect(goalText({ unit: 'ms', goal: { atMost: 50 } })).toBe('at most 50 ms');
  expect(goalText({ unit: 'ms' })).toBe('');
});

const MARKED = `a
<!-- bench: generated from the newest file in bench/results/ -->
old
<!-- /bench -->
b
`;

test('only the text between the markers is replaced', () => {
  const once = withTable(MARKED, 'new');
  expect(once).toBe(MARKED.replace('old', 'new'));
  expect(withTable(once, 'new')).toBe(once);
});

test('a README without markers is an error', () => {
  expect(() => withTable('a\nb\n', 'new')).toThrow('markers');
});

test('the newest results are chosen by date; other files are left out', () => {
  expect(newestName(['2026-02-10.json', '2026-11-03.json', 'zzz.json', '2027-01-01.json.bak'])).toBe('2026-11-03.json');
  expect(newestName(['notes.txt'])).toBeUndefined();
});

test('the committed results contain neither unknown values nor the name of a machine', () => {
  const folder = new URL('../../bench/results/', import.meta.url);
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const { machine, parts }: Results = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    // Results of before it was recorded do not have whether Node read more certificates.
    const { hasExtraCertificates = false, ...described } = machine;
    expect(hasExtraCertificates).toBeTypeOf('boolean');
    expect(Object.keys(described).sort()).toEqual(['cores', 'cpu', 'memoryGiB', 'node', 'platform']);
    const rows = Object.values(parts).flatMap(part => part.rows);
    expect(rows.filter(({ value }) => typeof value !== 'number')).toEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ goal, met }) => (goal === undefined) !== (met === undefined))).toEqual([]);
  }
});
