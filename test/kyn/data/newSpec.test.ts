// The text of a new spec: it passes every check and is in canonical form, whatever the CSV file contains.
import { describe, expect, it, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { csvHead } from '../../../src-shared/kyn/data/csvHead';
import { newSpecText, targetChoices } from '../../../src-shared/kyn/data/newSpec';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { format } from '../../../src-shared/kyn/format/format';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { dataAmong } from './dataOfFixture';

/** The codes of all findings of a spec next to a file. */
function codes(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  const analysis = analyze({ tree: parse(text) });
  const data = dataAmong(files, { spec: '/w/spec.kyn' });
  return [...analysis.diagnostics, ...dataFindings(analysis, data)].map(d => d.code);
}

function filledFrom(csv: string, target: string): string {
  const head = csvHead(csv, true);
  if (!head) throw new Error('The CSV text has no header.');
  return newSpecText({ path: 'data/rows.csv', target, head });
}

describe('a new spec', () => {
  test.each([
    ['numbers', 'a,b,price\n1,2,3\n', 'price', ['input 2', 'target = "price"', 'loss = mse', 'dense 1 linear']],
    ['a target that is not the last column', 'y,a,b,c\n1,2,3,4\n', 'y', ['input 3', 'target = "y"']],
    ['a text column', 'city,size,price\nUlm,2,3\n', 'price', ['input 2', '# Not all columns are numbers (city)']],
    ['a text target', 'a,b,kind\n1,2,cat\n', 'kind', ['dense 2 linear', 'loss = cross_entropy', 'accuracy']],
    ['a header only', 'a,b,y\n', 'y', ['input 2', 'loss = mse']],
    ['names with blanks and a quoted comma', '"a, b",my price\n1,2\n', 'my price', ['input 1']],
    ['a repeated name', 'a,a,y\n1,2,3\n', 'y', ['input 2']],
  ])('filled from %s passes every check and is canonical', (_, csv, target, lines) => {
    const text = filledFrom(csv, target);
    for (const line of lines) expect(text).toContain(line);
    expect(codes(text, { '/w/data/rows.csv': csv })).toEqual([]);
    expect(format(parse(text))).toBe(text);
  });

  it('without data has marked placeholders, and the missing file is its only finding', () => {
    const text = newSpecText();
    expect(text).toContain('csv("your-data.csv")');
    expect(text.match(/# Replace /g)).toHaveLength(2);
    expect(codes(text)).toEqual(['csv-missing']);
    expect(format(parse(text))).toBe(text);
  });
});

test.each([
  [
    ['a', 'b', 'c'],
    ['c', 'a', 'b'],
  ],
  [
    ['id', 'Target', 'price'],
    ['Target', 'id', 'price'],
  ],
  [
    ['y', 'label'],
    ['label', 'y'],
  ],
  [
    ['SalePrice', 'id', 'note'],
    ['SalePrice', 'id', 'note'],
  ],
  [['a', 'say "x"'], ['a']],
  [
    ['a', 'a', 'b'],
    ['b', 'a'],
  ],
  [['"'], []],
])('the targets of %j are %j, the likely one first', (columns, expected) => {
  expect(targetChoices(columns)).toEqual(expected);
});
