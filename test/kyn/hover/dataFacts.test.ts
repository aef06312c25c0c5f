// What a hover says about data: on a path and on a target.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { dataFacts } from '../../../src-shared/kyn/hover/dataFacts';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { dataAmong } from '../data/dataOfFixture';

const TEXT = '# one\ndataset D:\n    source = csv("d.csv")\n    target = "y"\n';

function factsAt(part: string, files: Parameters<typeof dataAmong>[0]): string | undefined {
  const facts = dataFacts(
    analyze({ tree: parse(TEXT) }),
    TEXT.indexOf(part) + 1,
    dataAmong(files, { spec: '/w/s.kyn' }),
  );
  return facts && `${facts.text} @ ${TEXT.slice(facts.span.start, facts.span.end)}`;
}

test.each([
  [
    'a,b,y\n1,x,3\n',
    'd.csv: 12 bytes. 3 columns, 2 of them numeric in its one row. @ "d.csv"',
    'Column y, 3 of 3: numeric. It is dropped from the features. @ "y"',
  ],
  [
    'a,y',
    'd.csv: 3 bytes. 2 columns, no rows. @ "d.csv"',
    'Column y, 2 of 2: no rows. It is dropped from the features. @ "y"',
  ],
  [
    'a,y\n1,2\n1,x',
    'd.csv: 11 bytes. 2 columns, 1 of them numeric in all 2 rows. @ "d.csv"',
    'Column y, 2 of 2: not all values are numbers. It is dropped from the features. @ "y"',
  ],
  [
    'a,y\n',
    'd.csv: 4 bytes. 2 columns, no rows. @ "d.csv"',
    'Column y, 2 of 2: no rows. It is dropped from the features. @ "y"',
  ],
  [
    `a,y\n${'1,x\n'.repeat(5000)}`,
    'd.csv: 20.0 kB. 2 columns, 1 of them numeric in the first 1,000 rows. @ "d.csv"',
    'Column y, 2 of 2: not all values are numbers. It is dropped from the features. @ "y"',
  ],
  ['', 'd.csv: 0 bytes. Its columns are not known: it is empty. @ "d.csv"', undefined],
] as const)('%#', (text, onPath, onTarget) => {
  expect(factsAt('"d.csv"', { '/w/d.csv': text })).toBe(onPath);
  expect(factsAt('"y"', { '/w/d.csv': text })).toBe(onTarget);
});

test('of a file that is not there or cannot be read', () => {
  expect(factsAt('"d.csv"', {})).toBe('File not found: d.csv. @ "d.csv"');
  expect(factsAt('"y"', {})).toBeUndefined();
  expect(factsAt('"d.csv"', { '/w/d.csv': { unreadable: 'denied' } })).toBe(
    'd.csv cannot be read: you may not read it. @ "d.csv"',
  );
});

test('elsewhere there are none', () => {
  expect(factsAt('one', {})).toBeUndefined();
  expect(factsAt('source', { '/w/d.csv': 'a,y\n' })).toBeUndefined();
});
