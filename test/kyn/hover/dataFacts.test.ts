// The data facts of a hover, on a path and on a target column.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { dataFacts } from '../../../src-shared/kyn/hover/dataFacts';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { dataAmong } from '../data/dataOfFixture';

const TEXT = '# one\ndataset D:\n    source = csv("d.csv")\n    target = "y"\n';

function factsAt(part: string, files: Parameters<typeof dataAmong>[0], text = TEXT): string | undefined {
  const facts = dataFacts(
    analyze({ tree: parse(text) }),
    text.indexOf(part) + 1,
    dataAmong(files, { spec: '/w/s.kyn' }),
  );
  return facts && `${facts.text} @ ${text.slice(facts.span.start, facts.span.end)}`;
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

test('a missing or unreadable file is reported', () => {
  expect(factsAt('"d.csv"', {})).toBe('File not found: d.csv. @ "d.csv"');
  expect(factsAt('"y"', {})).toBeUndefined();
  const outside = TEXT.replace('d.csv', '../d.csv');
  expect(factsAt('"../d.csv"', {}, outside)).toBe('File not found. @ "../d.csv"');
  expect(factsAt('"d.csv"', { '/w/d.csv': { unreadable: 'denied' } })).toBe(
    'd.csv cannot be read: permission denied. @ "d.csv"',
  );
});

test('there are no facts elsewhere', () => {
  expect(factsAt('one', {})).toBeUndefined();
  expect(factsAt('source', { '/w/d.csv': 'a,y\n' })).toBeUndefined();
});

test('a path that is the value of a secret is hidden', () => {
  const secret = 'vermilion-heron-lacquer-quartz';
  const text = `params:\n    api_key = "${secret}"\n\n${TEXT.replace('"d.csv"', '$api_key')}`;
  const facts = factsAt('$api_key', {}, text);
  expect(facts).toMatch(/^File not found/);
  expect(facts).not.toContain('heron');
});
