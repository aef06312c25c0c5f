// The filter of the view of runs.
import { expect, test } from 'vitest';
import { parseListFilter } from '../../../src-shared/runs/list/listFilter';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { manifestText } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

const PATH = '/w/runs/bert-2/run_manifest.json';
const read = readRows(hostOf({ [PATH]: manifestText({ metrics: { mae: 13.5 }, params: { lr: '0.1' } }) }), PATH, {
  keys: [],
  isNamed: true,
});
const [first] = read && read.fault === undefined ? read.rows : [];
const row = {
  ...first,
  id: 'x',
  spec: { state: 'current', path: '/w/house.kyn' },
  name: 'The Best',
  note: 'Try again',
  tags: ['Paper', 'v2:a'],
} as unknown as RunRow;
const wording = { label: (path: string) => path.slice(3), stepsOf: () => undefined };

function matches(text: string, of: RunRow = row): boolean {
  const filter = parseListFilter(text);
  if (typeof filter === 'string') throw new Error(filter);
  return filter.matches(of, wording);
}

test.each([
  ['', true],
  ['bert', true],
  ['BERT house', true],
  ['bert cat', false],
  ['"the best"', true],
  ['"best the"', false],
  ['again', true],
  ['"seed 42"', true],
  ['"seed 4', true],
  ['"4 seed', false],
  ['lr=0.1', true],
  ['lr=0.2', false],
  ['tag:paper', true],
  ['tag:#paper', true],
  ['tag:pap', false],
  ['tag:v2:a', true],
  ['tag:paper tag:v2:a', true],
  ['tag:paper tag:draft', false],
  ['state:current', true],
  ['STATE:Current', true],
  ['state:stale', false],
  ['state:failed', false],
  ['state:baseline', false],
  ['state:trusted', false],
  ['mae < 14', true],
  ['mae<14', true],
  ['mae > 14', false],
  ['mae < 14 and seed = 42', true],
  ['tag:paper mae < 14', true],
  ['state:stale mae < 14', false],
  ['name ~ "the best"', true],
  ['tags = paper', false],
  ['tags = Paper', true],
  ['"unclosed', false],
])('%s', (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test('each state', () => {
  const is = (state: string, change: Partial<RunRow>): boolean => matches(`state:${state}`, { ...row, ...change });
  expect(is('failed', { failure: 'failed (exit code 1)' })).toBe(true);
  expect(is('baseline', { isBaseline: true })).toBe(true);
  expect(is('unknown', { spec: { state: 'unknown' } })).toBe(true);
});

test('what is wrong is a sentence', () => {
  expect(parseListFilter('state:x\u001b')).toContain('`state:x\\u001b` is not known. The states are current, stale,');
  expect(parseListFilter('mae < ')).toContain('is not a condition');
});

test('a long text takes linear time', () => {
  expect(parseListFilter('"'.repeat(200_001))).not.toBeTypeOf('string');
  expect(parseListFilter('tag:'.repeat(50_000))).not.toBeTypeOf('string');
});
