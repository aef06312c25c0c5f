// The file of a dataset: where it is searched, and that it is searched once.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import type { Data } from '../../../src-shared/kyn/data/data';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { specCases } from '../check';
import { dataAmong } from './dataOfFixture';
import { findings, spec } from './specWithData';

describe('a missing file', () => {
  specCases({
    'is named once if both search folders are the same': `
      dataset Rows:
          source = csv("gone.csv")
          #            ^^^^^^^^^^ warning csv-missing: File not found: gone.csv. A run here cannot load its data; correct the path or fetch the file.
          target = "y"

      //- /other/rows.csv
      y
    `,
    'may be a mistyped path': `
      dataset Rows:
          source = csv("house.csv")
          #            ^^^^^^^^^^^ warning csv-missing: File not found: house.csv. A run here cannot load its data; did you mean houses.csv?
          target = "y"

      //- /houses.csv
      y
    `,
  });

  test('is searched in both folders, and both paths are named', () => {
    const data = (files: Record<string, string>) =>
      dataAmong(files, { spec: '/w/specs/s.kyn', folder: '/w', roots: ['/w'], label: p => p.slice(3) });
    const text = spec('csv("data/d.csv")', { input: '1' });
    expect(findings(text, data({}))).toEqual([
      'warning csv-missing: File not found: data/d.csv or specs/data/d.csv. A run here cannot load its data; correct the path or fetch the file. @ "data/d.csv"',
    ]);
    expect(findings(text, data({ '/w/data/d.csv': 'a,y\n1,2\n' }))).toEqual([]);
    expect(findings(text, data({ '/w/specs/data/d.csv': 'a,y\n1,2\n' }))).toEqual([]);
    // The working folder has precedence.
    const both = { '/w/data/d.csv': 'a,y\n1,2\n', '/w/specs/data/d.csv': 'a,z\n1,2\n' };
    expect(findings(text, data(both))).toEqual([]);
  });

  test('is not reported if it may be in an unknown working folder', () => {
    expect(findings(spec('csv("d.csv")'), dataAmong({}, { spec: '/w/s.kyn', folder: undefined, roots: [] }))).toEqual(
      [],
    );
    expect(
      findings(spec('csv("/x/d.csv")'), dataAmong({}, { spec: '/w/s.kyn', folder: undefined, roots: [] })),
    ).toHaveLength(1);
  });

  test('with an absolute path is named as written', () => {
    expect(findings(spec('csv("/x/d.csv")'), dataAmong({}, { spec: '/w/s.kyn' }))[0]).toContain(
      'File not found: /x/d.csv. ',
    );
  });

  test('is not reported if it exists but cannot be read; that has its own message', () => {
    const denied = dataAmong({ '/w/d.csv': { unreadable: 'denied' } }, { spec: '/w/s.kyn' });
    expect(findings(spec('csv("d.csv")'), denied)).toEqual([
      'warning csv-missing: d.csv cannot be read: permission denied. A run here cannot load its data. @ "d.csv"',
    ]);
    const folder = dataAmong({ '/w/d.csv/x': '' }, { spec: '/w/s.kyn' });
    expect(findings(spec('csv("d.csv")'), folder)[0]).toContain('d.csv cannot be read: it is a folder.');
  });

  test('a file has precedence over a folder', () => {
    const data = dataAmong(
      { '/w/d.csv/x': '', '/w/s/d.csv': 'a,b,y\n1,2,3\n' },
      { spec: '/w/s/s.kyn', folder: '/w', roots: ['/w'] },
    );
    expect(findings(spec('csv("d.csv")'), data)).toEqual([]);
  });

  test('is found through a param, and not reported if the param is undefined', () => {
    const data = dataAmong({}, { spec: '/w/s.kyn' });
    expect(findings(spec('csv($path)', { params: 'path = "d.csv"' }), data)).toEqual([
      expect.stringMatching(/^warning csv-missing: .* @ \$path$/),
    ]);
    expect(findings(spec('csv($path)'), data)).toEqual([]);
    expect(findings(spec('csv(path)'), data)).toEqual([]);
    expect(findings(spec('sql("d.csv")'), data)).toEqual([]);
    expect(findings(spec('csv("")'), data)).toEqual([]);
    expect(findings(spec('csv("d.csv", 3)'), data)).toEqual([]);
  });
});

test('a file is looked up once, and not again after a change elsewhere', () => {
  let lookups = 0;
  const inner = dataAmong({ '/w/d.csv': 'a,y\n' }, { spec: '/w/s.kyn' });
  const data: Data = {
    find: (path, from) => {
      lookups++;
      return inner.find(path, from);
    },
  };
  const text = `dataset D:\n    source = csv("d.csv")\n    target = "y"\n\nparams:\n    a = 1\n\nevaluate:\n    metrics = [mae]\n`;
  const tree = parse(text);
  const analysis = analyze({ tree });
  dataFindings(analysis, data);
  const again = analyze({ tree: parse(text.replace('mae', 'rmse'), tree) }, analysis);
  dataFindings(again, data);
  expect(lookups).toBe(1);
  dataFindings(again, { find: data.find });
  expect(lookups).toBe(2);
});
