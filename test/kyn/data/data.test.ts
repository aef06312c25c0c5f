// Findings about the data of a spec. Fixtures with CSV files have their data checked.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import type { Data } from '../../../src-shared/kyn/data/data';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { probeCsv, readCsv } from '../../../src-shared/repro/data/readCsv';
import { hostOf } from '../../repro/memory';
import { checkSpec, specCases } from '../check';
import { dataAmong } from './dataOfFixture';

/** A spec with a given data source, target, input size and params. */
const spec = (source: string, { target = '"y"', input = '2', params = '' } = {}): string =>
  `${params && `params:\n    ${params}\n\n`}dataset D:\n    source = ${source}\n    target = ${target}\n\nmodel Net:\n    input ${input}\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = D\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n    seed = 1\n`;

/** Severity, code, message and text of each finding about data. */
function findings(text: string, data: Data): string[] {
  return dataFindings(analyze({ tree: parse(text) }), data).map(
    d => `${d.severity} ${d.code}: ${d.message} @ ${text.slice(d.span.start, d.span.end)}`,
  );
}

/** The same with one file beside the spec. */
const withFile = (content: string | Uint8Array, text = spec('csv("d.csv")')): string[] =>
  findings(text, dataAmong({ '/w/d.csv': content }, { spec: '/w/s.kyn' }));

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
    ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, 97, 0, 44, 0]), 'is UTF-16 and not UTF-8'],
    ['UTF-16 the other way round', new Uint8Array([0xfe, 0xff, 0, 97]), 'is UTF-16 and not UTF-8'],
    ['UTF-16 without a mark', new Uint8Array([97, 0, 44, 0]), 'contains NUL characters, so it is not UTF-8 text'],
    ['a header that opens a quote', '"a,b\nc,d\n', 'has a quote in its header that is not closed'],
    ['blank lines', '\n\n\n', 'contains only blank lines'],
    ['blanks', ' \n  \n', 'contains only blank lines'],
  ])('cannot be determined in %s, which is reported', (_, content, reason) => {
    expect(withFile(content)).toEqual([
      `warning csv-missing: d.csv ${reason}, so its columns are unknown and nothing is checked against them. @ "d.csv"`,
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

describe('data that other users may not have', () => {
  specCases({
    'has a path with backslashes': `
      dataset Rows:
          source = csv("data\\rows.csv")
          #            ^^^^^^^^^^^^^^^ info floating-data: A path with \`\\\` works only on Windows; use \`/\`.
          target = "y"

      //- /data/rows.csv
      y
    `,
  });

  const files = { '/w/d.csv': 'a,b,y\n1,2,3\n', '/x/d.csv': 'a,b,y\n1,2,3\n' };
  const found = (path: string, isTracked?: boolean) =>
    findings(spec(`csv("${path}")`), dataAmong(files, { spec: '/w/s.kyn', isTracked: () => isTracked }));

  test('is outside the workspace, unless git tracks it there', () => {
    expect(found('../x/d.csv')).toEqual([
      'info floating-data: ../x/d.csv is outside the workspace: others who get this spec do not get its data, and its columns are not checked. Move the file into the workspace. @ "../x/d.csv"',
    ]);
    expect(found('/x/d.csv')[0]).toContain('is outside the workspace');
    expect(found('../x/d.csv', true)).toEqual([]);
  });

  test('files outside the workspace are not opened, and their paths are shown as written', () => {
    const opened: string[] = [];
    const host = hostOf(files);
    const world = (path: string, folder: string | undefined) =>
      findings(
        spec(`csv("${path}")`, { target: '"nope"' }),
        dataAmong(files, {
          spec: '/w/s.kyn',
          folder,
          roots: folder === undefined ? [] : [folder],
          file: (at, opens) => {
            if (opens) opened.push(at);
            return opens ? readCsv(host, at) : probeCsv(host, at);
          },
        }),
      );
    expect(world('/x/d.csv', '/w')[0]).toMatch(/^info floating-data: \/x\/d\.csv is outside/);
    expect(world('../x/d.csv', '/w')).toHaveLength(1);
    expect(world('/x/d.csv', undefined)[0]).toContain('This path is absolute');
    expect(world('/x', '/w')[0]).toContain('/x cannot be read: it is a folder.');
    expect(world('/x/c.csv', '/w')[0]).toContain('File not found: /x/c.csv. ');
    expect(world('../x/c.csv', '/w')[0]).toContain('File not found: ../x/c.csv. ');
    expect(opened).toEqual([]);
    expect(world('d.csv', '/w')[0]).toContain('has no column nope');
    expect(opened).toContain('/w/d.csv');
    expect(world('http://x/y.csv', '/w')[0]).toContain('File not found: http://x/y.csv. ');
  });

  test('is a link to a file outside, which is not followed', () => {
    const real = (path: string) => (path === '/w/d.csv' ? '/x/d.csv' : path);
    const data = dataAmong(files, { spec: '/w/s.kyn', real });
    expect(findings(spec('csv("d.csv")', { target: '"nope"' }), data)).toEqual([
      'info floating-data: d.csv is a link to a target outside the workspace: others who get this spec do not get its data, and its columns are not checked. Replace the link with the file. @ "d.csv"',
    ]);
    // A link inside the workspace is followed.
    const inner = dataAmong(
      { '/w/d.csv': 'a,y\n' },
      { spec: '/w/s.kyn', real: path => path.replace('d.csv', 'x.csv') },
    );
    expect(findings(spec('csv("d.csv")', { target: '"nope"' }), inner)[0]).toContain('has no column nope');
  });

  test('has an absolute path, with a fix', () => {
    const data = dataAmong(files, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(spec('csv("/w/d.csv")')) }), data);
    expect(finding).toMatchObject({ code: 'floating-data', fixes: [{ title: 'Change to `"d.csv"`', safe: false }] });
  });

  test('is not tracked by git; nothing is reported if that is not known', () => {
    expect(found('d.csv', false)[0]).toContain('d.csv is not tracked by git');
    expect(found('d.csv', true)).toEqual([]);
    expect(found('d.csv')).toEqual([]);
  });

  test('is not reported for a spec outside all folders', () => {
    const data = dataAmong(files, { spec: '/x/s.kyn', folder: undefined, roots: ['/w'] });
    expect(findings(spec('csv("d.csv")'), data)).toEqual([]);
  });
});

describe('datasets of imported files', () => {
  const main = 'import "lib/rows.kyn"\n';
  test('are not checked if the intended file cannot be determined', () => {
    checkSpec(
      `${main}\n//- /lib/rows.kyn\ndataset Rows:\n    source = csv("gone.csv")\n    target = "y"\n//- /x.csv\ny\n`,
    );
  });

  specCases({
    'are reported at the import': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error csv-target: Dataset \`Rows\` in rows.kyn: rows.csv has no column prize; did you mean price?
      //- /rows.kyn
      dataset Rows:
          ...
          target = "prize"
      //- /rows.csv
      a,price
      1,2
    `,
    'that are missing are reported, only the most serious finding': `
      import "rows.kyn"
      #      ^^^^^^^^^^ warning csv-missing: Dataset \`Rows\` in rows.kyn: File not found: gone.csv…
      params:
          path = "gone.csv"
      //- /rows.kyn
      dataset Rows:
          ...
          source = csv($path)
      dataset Others:
          ...
          source = csv("gone.csv")
      //- /rows.csv
      a,y
      1,2
    `,
  });

  test('are unknown beside either spec, because only the working folder is certain', () => {
    const data = (files: Record<string, string>) =>
      dataAmong(files, { spec: '/w/s/main.kyn', folder: '/w', roots: ['/w'] });
    const from = '/w/lib/rows.kyn';
    expect(data({ '/w/d.csv': 'y\n' }).find('d.csv', from).state).toBe('found');
    expect(data({ '/w/lib/d.csv': 'y\n' }).find('d.csv', from).state).toBe('unknown');
    expect(data({ '/w/s/d.csv': 'y\n' }).find('d.csv', from).state).toBe('unknown');
    expect(data({}).find('d.csv', from).state).toBe('unknown');
    expect(data({}).find('d.csv', '/w/s/rows.kyn').state).toBe('missing');
    expect(data({}).find('/x/d.csv', from).state).toBe('missing');
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
