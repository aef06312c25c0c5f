// The target of a dataset is a column of the header of its file.

import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { utf16 } from '../../utf16';
import { specCases } from '../check';
import { dataAmong } from './dataOfFixture';
import { spec, withFile } from './specWithData';

describe('a target column that is not in the header', () => {
  specCases({
    'may be a mistyped name': `
      dataset Rows:
          source = csv("rows.csv")
          target = "pirce"
          #        ^^^^^^^ error csv-target: rows.csv has no column pirce; did you mean price?

      //- /rows.csv
      a,price
    `,
    'may be any other name': `
      dataset Rows:
          source = csv("rows.csv")
          target = "y"
          #        ^^^ error csv-target: rows.csv has no column y; its columns are area, "living area", price.

      //- /rows.csv
      area,living area,price
    `,
    'may have blanks around it, which may be significant': `
      dataset Rows:
          source = csv("rows.csv")
          target = "price"
          #        ^^^^^^^ warning csv-target: rows.csv has no column price; did you mean " price"?

      //- /rows.csv
      a, price
    `,
    'may be in a header with semicolons, which may be supported': `
      dataset Rows:
          source = csv("rows.csv")
          target = "price"
          #        ^^^^^^^ warning csv-target: rows.csv has no column price: its header is a single column, "a;b;price". Use commas as separators; others are not documented.

      //- /rows.csv
      a;b;price
    `,
  });

  const target = (name: string) => spec('csv("d.csv")', { target: `"${name}"` });

  test.each([
    ['a byte order mark', '\ufeffprice,b\n1,2\n', 'price'],
    ['quotes', '"a ""b"", c","price"\n1,2\n', 'price'],
    ['CR LF', 'a,price\r\n1,2\r\n', 'price'],
    ['CR', 'a,price\r1,2\r', 'price'],
    ['a header alone', 'a,b,price', 'price'],
    ['a header alone, of one column', 'price', 'price'],
    ['a blank line before it', '\na,b,price\n', 'price'],
    ['the second of two columns of one name', 'a,a,y\n', 'a.1'],
    ['a column without a name', ',b,y\n', 'Unnamed: 0'],
  ])('is not reported with %s', (_, text, name) => {
    expect(withFile(text, target(name)).filter(f => f.includes('csv-target'))).toEqual([]);
  });

  test.each([
    ['nothing at all', '', 'error csv-target: d.csv is empty, so it has no column y. @ "y"'],
    [
      'control characters',
      'a\u001b[31m,\u202eb\n',
      'error csv-target: d.csv has no column y; its columns are "a\\u001b[31m", "\\u202eb". @ "y"',
    ],
    [
      'a quoted line end',
      '"a\nb",c\n',
      'error csv-target: d.csv has no column y; its columns are "a\\u000ab", c. @ "y"',
    ],
    [
      'many columns',
      `${Array.from({ length: 20 }, (_, i) => `col${i}`).join()}\n`,
      'error csv-target: d.csv has no column y; its columns are col0, col1, col2, col3, col4, col5, col6, col7, col8, col9, col10, col11 and 8 more. @ "y"',
    ],
  ])('in a file of %s', (_, text, expected) => {
    expect(withFile(text)).toEqual([expected]);
  });

  test.each([
    ['a megabyte without a line end', 'a,'.repeat(600_000), 'has no line end in its first MiB'],
    [
      'bytes that are not UTF-8',
      new Uint8Array([97, 44, 0xe9, 10]),
      'is not UTF-8 (it may be Latin-1 or a Windows code page)',
    ],
    ['NUL characters', new Uint8Array([97, 0, 44, 0]), 'contains NUL characters, so it is not UTF-8 text'],
    ['a header that opens a quote', '"a,b\nc,d\n', 'has a quote in its header that is not closed'],
    ['blank lines', '\n\n\n', 'contains only blank lines'],
    ['blanks', ' \n  \n', 'contains only blank lines'],
  ])('cannot be determined in %s, which is reported', (_, content, reason) => {
    expect(withFile(content)).toEqual([
      `warning csv-missing: d.csv ${reason}, so its columns are unknown and nothing is checked against them. @ "d.csv"`,
    ]);
  });

  test.each([
    ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, 97, 0, 44, 0])],
    ['UTF-16 the other way round', new Uint8Array([0xfe, 0xff, 0, 97])],
    ['UTF-16 without a mark', utf16('a,y\n1,2\n', { mark: false })],
  ])('cannot be determined in %s, and the message names the encoding', (_, content) => {
    expect(withFile(content)).toEqual([
      'warning csv-missing: d.csv is UTF-16 and not UTF-8, so its columns are unknown and nothing is checked against them. Save it as UTF-8; `>` in Windows PowerShell writes UTF-16. @ "d.csv"',
    ]);
  });

  test('a row with an unclosed quote is reported', () => {
    expect(withFile('a,b,y\n1,2,3\n1,"2,3\n1,2,3\n')).toEqual([
      'warning csv-missing: d.csv has an unclosed quote in row 2. The rest of the file is one field and is not checked. @ "d.csv"',
    ]);
    // In a part of a file the closing quote may come later.
    expect(withFile(`a,b,y\n1,"2,3\n${'1,2,3\n'.repeat(2000)}"\n`)).toEqual([]);
  });

  test('an empty file is reported once, with or without a target', () => {
    expect(withFile('', spec('csv("d.csv")').replace(/ {4}target.*\n/, ''))).toEqual([
      'warning csv-missing: d.csv is empty, so its columns are unknown and nothing is checked against them. @ "d.csv"',
    ]);
  });

  test('gets a fix only if the name can be written in a spec', () => {
    const data = dataAmong({ '/w/d.csv': 'a,"pri""ce"\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(target('price')) }), data);
    expect(finding?.fixes).toEqual([]);
  });

  test('is found through a param, without a fix', () => {
    const text = spec('csv("d.csv")', { target: '$t', params: 't = "prize"' });
    const data = dataAmong({ '/w/d.csv': 'a,price\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(text) }), data);
    expect(finding).toMatchObject({ code: 'csv-target', fixes: [] });
  });
});
