// The input size of a model is the number of feature columns of its dataset.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { specCases } from '../check';
import { dataAmong } from './dataOfFixture';
import { spec, withFile } from './specWithData';

describe('the number of features', () => {
  specCases({
    'differs from that of the model': `
      dataset Rows:
          source = csv("rows.csv")
          target = "y"

      model Net:
          input 9
          #     ^ warning csv-features: \`Net\` takes 9 features, but the dataset \`Rows\` has 2 feature columns, all numbers.
          dense 1 linear

      //- /rows.csv
      a,b,y
      1,-2.5e3,x
      ,.5,z
    `,
    'of an imported model is reported where it is trained': `
      import "net.kyn"
      dataset Rows:
          source = csv("rows.csv")
          target = "y"

      train:
          ...
          model = Net
          #       ^^^ warning csv-features: \`Net\` takes 9 features, but the dataset \`Rows\` has 2 feature columns, all numbers.

      //- /net.kyn
      model Net:
          input 9
      //- /rows.csv
      a,b,y
      1,2,3
    `,
    'of an imported dataset counts too': `
      import "rows.kyn"
      model Net:
          input 9
          #     ^ warning csv-features: \`Net\` takes 9 features, but the dataset \`Rows\` has 1 feature column, all numbers.

      //- /rows.kyn
      dataset Rows:
          source = csv("rows.csv")
          target = "y"
      //- /rows.csv
      a,y
      1,2
    `,
  });

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a text column', 'a,b,y\n1,x,2\n', []],
    ['a text column in the last row', `a,y\n${'1,2\n'.repeat(900)}x,2\n`, []],
    ['a column without a value', 'a,y\n,2\n', []],
    ['no row', 'a,y\n', []],
    ['rows of other lengths', 'a,y\n1,2,3\n', []],
    ['shorter rows', 'a,y\n1\n', []],
    ['a name twice', 'a,a,a,y\n1,2,3,4\n', []],
    ['hexadecimal numbers', 'a,y\n0x10,1\n', []],
    ['infinity', 'a,y\ninf,1\n', []],
    ['the right number', 'a,b,y\n1,2,3\n', []],
    ['a text column in the last row, which has no line end', 'a,y\n1,2\nx,2', []],
    ['the right number in a row without a line end', 'a,b,y\n1,2,3', []],
    ['a target alone', 'y\n1\n', ['the dataset `D` has no feature column: its only column is the target.']],
    ['one long row', `a,y\n1,2\n1,${'2'.repeat(1_100_000)}\n`, ['all numbers in the first row.']],
    ['too few', 'a,y\n1,2\n', ['2 features', '1 feature column, all numbers.']],
    ['blank lines between', 'a,y\n\n1,2\n\n', ['1 feature column, all numbers.']],
    ['more rows than are looked at', `a,y\n${'1,2\n'.repeat(1500)}`, ['all numbers in the first 1,000 rows.']],
    ['more bytes than are read', `a,y\n${'1,2\n'.repeat(400_000)}`, ['all numbers in the first 1,000 rows.']],
  ];
  test.each(cases)('with %s', (_, text, parts) => {
    const found = withFile(text).filter(f => f.includes('csv-features'));
    expect(found).toHaveLength(parts.length === 0 ? 0 : 1);
    for (const part of parts) expect(found[0]).toContain(part);
  });

  test('is found through params', () => {
    const text = spec('csv("d.csv")', { input: '$n', params: 'n = 3' });
    const data = dataAmong({ '/w/d.csv': 'a,b,y\n1,2,3\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(text) }), data);
    expect(finding).toMatchObject({ code: 'csv-features', fixes: [] });
    expect(withFile('a,b,y\n1,2,3\n', spec('csv("d.csv")', { input: '$unknown' }))).toEqual([]);
  });

  test('the fix writes the number', () => {
    const data = dataAmong({ '/w/d.csv': 'a,y\n1,2\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(spec('csv("d.csv")')) }), data);
    expect(finding?.fixes.map(f => [f.title, f.edits[0]?.text, f.safe])).toEqual([['Change to `1`', '1', false]]);
  });
});
