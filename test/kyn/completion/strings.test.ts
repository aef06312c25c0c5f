// Completions inside strings: paths and columns.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { completeQuoted, completeString, type SpecFiles } from '../../../src-shared/kyn/completion/strings';
import { parse } from '../../../src-shared/kyn/syntax/parse';

const folders: Record<string, string[]> = {
  '': ['data/', 'rows.csv', 'ROWS.CSV', 'notes.txt', 'base.kyn', 'a"b.csv'],
  'data/': ['houses.csv', 'old/'],
};
const listed = (folder: string) =>
  (folders[folder] ?? []).map(name => ({ name: name.replace('/', ''), isFolder: name.endsWith('/') }));
const files: SpecFiles = {
  dataIn: listed,
  besideIn: listed,
  columnsOf: path =>
    path === 'rows.csv'
      ? ['area', 'living area', 'area', 'pri"ce', 'bad\u001b'].map((name, i) => ({ name, numeric: i === 0 }))
      : path === 'semi.csv'
        ? [{ name: 'a;b', numeric: false }]
        : undefined,
};

/** The line after each completion at `|`; undefined if `|` is not in a string. */
function texts(marked: string): string[] | undefined {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const line = (s: string, at: number) =>
    s
      .slice(s.lastIndexOf('\n', at - 1) + 1)
      .split('\n')[0]
      ?.trim() ?? '';
  return completeString(analyze({ tree: parse(text) }), offset, files)?.map(({ insert, replaces }) => {
    expect(replaces.start).toBeLessThanOrEqual(offset);
    expect(replaces.end).toBeGreaterThanOrEqual(offset);
    return line(text.slice(0, replaces.start) + insert + text.slice(replaces.end), replaces.start);
  });
}

const dataset = (source: string, target = '"y"') => `dataset D:\n    source = ${source}\n    target = ${target}\n`;

test.each([
  ['csv("|")', ['source = csv("ROWS.CSV")', 'source = csv("rows.csv")', 'source = csv("data/")']],
  ['csv("ro|")', ['source = csv("ROWS.CSV")', 'source = csv("rows.csv")', 'source = csv("data/")']],
  ['csv("r|ows.csv")', ['source = csv("ROWS.CSV")', 'source = csv("rows.csv")', 'source = csv("data/")']],
  ['csv("data/|")', ['source = csv("data/houses.csv")', 'source = csv("data/old/")']],
  [
    'csv("da|ta/houses.csv")',
    ['source = csv("ROWS.CSV")', 'source = csv("rows.csv")', 'source = csv("data/houses.csv")'],
  ],
  ['csv("|', ['source = csv("ROWS.CSV', 'source = csv("rows.csv', 'source = csv("data/']],
  ['csv("nowhere/|")', []],
  ['csv("rows.csv")|', undefined],
  ['csv(|', undefined],
  ['sql("|")', []],
  ['csv($p) # "|"', undefined],
] as const)('%s', (source, expected) => {
  expect(texts(dataset(source))).toEqual(expected);
});

test('columns that can be written in a spec, each once', () => {
  expect(texts(dataset('csv("rows.csv")', '"|"'))).toEqual(['target = "area"', 'target = "living area"']);
  expect(texts(dataset('csv("rows.csv")', '"living| ar"'))).toEqual(['target = "area"', 'target = "living area"']);
  expect(texts(dataset('csv("other.csv")', '"|"'))).toEqual([]);
  expect(texts(dataset('csv("semi.csv")', '"|"'))).toEqual([]);
});

test('paths of imports', () => {
  expect(texts('import "|"\n')).toEqual(['import "base.kyn"', 'import "data/"']);
  expect(texts('import "data/|"\n')).toEqual(['import "data/old/"']);
});

test('params that are used as a path or a target', () => {
  const params = (value: string) => `params:\n    p = ${value}\n\n`;
  expect(texts(params('"ro|"') + dataset('csv($p)'))).toContain('p = "rows.csv"');
  expect(texts(params('"|"') + dataset('csv("rows.csv")', '$p'))).toEqual(['p = "area"', 'p = "living area"']);
  expect(texts(params('"|"') + dataset('csv("rows.csv")'))).toEqual([]);
  expect(texts(`sweep:\n    p = ["a.csv", "|"]\n\n${dataset('csv($p)')}`)).toContain('p = ["a.csv", "rows.csv"]');
});

test('no completions in other strings and other text', () => {
  expect(texts('export:\n    path = "|"\n')).toEqual([]);
  expect(texts('train:\n    loss = |\n')).toBeUndefined();
  expect(texts('"|')).toEqual([]);
});

/** The line after each completion at `|`, where a string can start. */
function quoted(marked: string): string[] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const line = text.slice(0, offset).split('\n').length - 1;
  return completeQuoted(analyze({ tree: parse(text) }), offset, files).map(({ insert, replaces }) => {
    const after = text.slice(0, replaces.start) + insert + text.slice(replaces.end);
    return after.split('\n')[line]?.trim() ?? '';
  });
}

test.each([
  [dataset('csv("rows.csv")', '|'), ['target = "area"', 'target = "living area"']],
  [dataset('csv("rows.csv")', 'ar|'), ['target = "area"', 'target = "living area"']],
  [dataset('csv("rows.csv")', '$|'), []],
  [dataset('csv("rows.csv")', '|"area"'), []],
  [dataset('csv("rows.csv")', '"area" |'), []],
  [dataset('csv(|'), ['source = csv("ROWS.CSV"', 'source = csv("rows.csv"', 'source = csv("data/$0"']],
  [dataset('csv(r|)'), ['source = csv("ROWS.CSV")', 'source = csv("rows.csv")', 'source = csv("data/$0")']],
  [dataset('csv("a", |)'), []],
  [dataset('sql(|)'), []],
  [dataset('|'), []],
  [`params:\n    p = |\n\n${dataset('csv("rows.csv")', '$p')}`, ['p = "area"', 'p = "living area"']],
  ['train:\n    loss = |\n', []],
  ['tar|\n', []],
])('with quotes: %j', (marked, expected) => {
  expect(quoted(marked)).toEqual(expected);
});
