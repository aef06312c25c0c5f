// Sampling counts fields in place; a slow reader that splits the text into fields gives the same sample.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvSample, csvHead } from '../../../src-shared/kyn/data/csvHead';
import { caseCount, SEED } from '../../cases';

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

// Rows without quotes.
function slowSample(text: string): Pick<CsvSample, 'rows' | 'even' | 'numeric'> {
  const [header = '', ...rows] = text.split(/\r\n|\r|\n/).filter(line => line !== '');
  const columns = header.split(',');
  const fields = rows.map(row => row.split(','));
  const column = (i: number): string[] => fields.map(row => row[i] ?? '').filter(field => field.trim() !== '');
  return {
    rows: rows.length,
    even: fields.every(row => row.length === columns.length),
    numeric: columns.map((_, i) => column(i).length > 0 && column(i).every(field => NUMBER.test(field))),
  };
}

const field = fc.oneof(
  fc.stringMatching(/^[+-]?\d{0,3}\.?\d{0,3}$/),
  fc.constantFrom('', ' ', '-', '+', '.', '1.', '.5', '--1', '1.2.3', '1e3', '2E-4', ' 7 ', 'inf', 'x', '1x', '1 2'),
);
const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
const row = fc.tuple(fc.array(field, { minLength: 1, maxLength: 5 }), end).map(([fields, to]) => fields.join(',') + to);

test('random rows', () => {
  const rows = fc.array(row, { maxLength: 8 });
  fc.assert(
    fc.property(rows, fc.boolean(), (lines, isCut) => {
      const text = `a,b,c\n${lines.join('')}`;
      const shown = isCut ? text.replace(/[\r\n]+$/, '') : text;
      expect(csvHead(shown, true)?.sample()).toMatchObject(slowSample(shown));
    }),
    { numRuns: caseCount(20_000), seed: SEED },
  );
});

test('a quoted number is a number, and a separator in quotes separates nothing', () => {
  const sample = csvHead('a,b\n"1.5","x, y"\n-2,"3\n4"\n', true)?.sample();
  expect(sample).toEqual({ rows: 2, whole: true, even: true, numeric: [true, false] });
});
