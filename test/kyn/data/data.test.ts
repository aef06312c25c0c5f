// What a spec says about its data. Fixtures that hold CSV files have their data judged.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import type { Data } from '../../../src-shared/kyn/data/data';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { probeCsv, readCsv } from '../../../src-shared/repro/data/readCsv';
import { hostOf } from '../../repro/memory';
import { checkSpec, specCases } from '../check';
import { dataAmong } from './dataOfFixture';

/** A spec of which only the dataset, the number of inputs and some params are of interest. */
const spec = (source: string, { target = '"y"', input = '2', params = '' } = {}): string =>
  `${params && `params:\n    ${params}\n\n`}dataset D:\n    source = ${source}\n    target = ${target}\n\nmodel Net:\n    input ${input}\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = D\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n    seed = 1\n`;

/** Severity, code and message of each finding about data, and what it is about. */
function findings(text: string, data: Data): string[] {
  return dataFindings(analyze({ tree: parse(text) }), data).map(
    d => `${d.severity} ${d.code}: ${d.message} @ ${text.slice(d.span.start, d.span.end)}`,
  );
}

/** The same with one file beside the spec. */
const withFile = (content: string | Uint8Array, text = spec('csv("d.csv")')): string[] =>
  findings(text, dataAmong({ '/w/d.csv': content }, { spec: '/w/s.kyn' }));

describe('a file that is not there', () => {
  specCases({
    'is named once where both places are one folder': `
      dataset Rows:
          source = csv("gone.csv")
          #            ^^^^^^^^^^ warning csv-missing: There is no file gone.csv, so a run here would not find its data; correct the path, or fetch the file.
          target = "y"

      //- /other/rows.csv
      y
    `,
    'may be a mistyped one': `
      dataset Rows:
          source = csv("house.csv")
          #            ^^^^^^^^^^^ warning csv-missing: There is no file house.csv, so a run here would not find its data; did you mean houses.csv?
          target = "y"

      //- /houses.csv
      y
    `,
  });

  test('is looked for in both places, and both are named', () => {
    const data = (files: Record<string, string>) =>
      dataAmong(files, { spec: '/w/specs/s.kyn', folder: '/w', roots: ['/w'], label: p => p.slice(3) });
    const text = spec('csv("data/d.csv")', { input: '1' });
    expect(findings(text, data({}))).toEqual([
      'warning csv-missing: There is no file data/d.csv, nor specs/data/d.csv, so a run here would not find its data; correct the path, or fetch the file. @ "data/d.csv"',
    ]);
    expect(findings(text, data({ '/w/data/d.csv': 'a,y\n1,2\n' }))).toEqual([]);
    expect(findings(text, data({ '/w/specs/data/d.csv': 'a,y\n1,2\n' }))).toEqual([]);
    // The working folder comes first.
    const both = { '/w/data/d.csv': 'a,y\n1,2\n', '/w/specs/data/d.csv': 'a,z\n1,2\n' };
    expect(findings(text, data(both))).toEqual([]);
  });

  test('may lie in a working folder that is not known', () => {
    expect(findings(spec('csv("d.csv")'), dataAmong({}, { spec: '/w/s.kyn', folder: undefined, roots: [] }))).toEqual(
      [],
    );
    expect(
      findings(spec('csv("/x/d.csv")'), dataAmong({}, { spec: '/w/s.kyn', folder: undefined, roots: [] })),
    ).toHaveLength(1);
  });

  test('at an absolute path is named as it is written', () => {
    expect(findings(spec('csv("/x/d.csv")'), dataAmong({}, { spec: '/w/s.kyn' }))[0]).toContain(
      'There is no file /x/d.csv, so',
    );
  });

  test('is no fault where it is there but cannot be read; then that is said', () => {
    const denied = dataAmong({ '/w/d.csv': { unreadable: 'denied' } }, { spec: '/w/s.kyn' });
    expect(findings(spec('csv("d.csv")'), denied)).toEqual([
      'warning csv-missing: d.csv cannot be read: you may not read it. A run here would not find its data. @ "d.csv"',
    ]);
    const folder = dataAmong({ '/w/d.csv/x': '' }, { spec: '/w/s.kyn' });
    expect(findings(spec('csv("d.csv")'), folder)[0]).toContain('d.csv cannot be read: it is a folder.');
  });

  test('a folder is passed over for a file', () => {
    const data = dataAmong(
      { '/w/d.csv/x': '', '/w/s/d.csv': 'a,b,y\n1,2,3\n' },
      { spec: '/w/s/s.kyn', folder: '/w', roots: ['/w'] },
    );
    expect(findings(spec('csv("d.csv")'), data)).toEqual([]);
  });

  test('is known through a param, and unknown where the param is', () => {
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

describe('a target that is not in the header', () => {
  specCases({
    'is a mistyped one': `
      dataset Rows:
          source = csv("rows.csv")
          target = "pirce"
          #        ^^^^^^^ error csv-target: rows.csv has no column pirce; did you mean price?

      //- /rows.csv
      a,price
    `,
    'or another': `
      dataset Rows:
          source = csv("rows.csv")
          target = "y"
          #        ^^^ error csv-target: rows.csv has no column y; it has area, "living area", price.

      //- /rows.csv
      area,living area,price
    `,
    'or one with blanks around it, which may count or not': `
      dataset Rows:
          source = csv("rows.csv")
          target = "price"
          #        ^^^^^^^ warning csv-target: rows.csv has no column price; did you mean " price"?

      //- /rows.csv
      a, price
    `,
    'or behind semicolons, which may be read or not': `
      dataset Rows:
          source = csv("rows.csv")
          target = "price"
          #        ^^^^^^^ warning csv-target: rows.csv has no column price: its header is one column, "a;b;price". Are commas missing? Other separators are not documented.

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
  ])('is none: %s', (_, text, name) => {
    expect(withFile(text, target(name)).filter(f => f.includes('csv-target'))).toEqual([]);
  });

  test.each([
    ['nothing at all', '', 'error csv-target: d.csv is empty, so it has no column y. @ "y"'],
    [
      'control characters',
      'a\u001b[31m,\u202eb\n',
      'error csv-target: d.csv has no column y; it has "a\\u001b[31m", "\\u202eb". @ "y"',
    ],
    ['a quoted line end', '"a\nb",c\n', 'error csv-target: d.csv has no column y; it has "a\\u000ab", c. @ "y"'],
    [
      'many columns',
      `${Array.from({ length: 20 }, (_, i) => `col${i}`).join()}\n`,
      'error csv-target: d.csv has no column y; it has col0, col1, col2, col3, col4, col5, col6, col7, col8, col9, col10, col11 and 8 more. @ "y"',
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
  ])('cannot be told in %s, and that is said', (_, content, reason) => {
    expect(withFile(content)).toEqual([
      `warning csv-missing: d.csv ${reason}, so its columns are not known and nothing is checked against them. @ "d.csv"`,
    ]);
  });

  test('a row that opens a quote and never closes it is told', () => {
    expect(withFile('a,b,y\n1,2,3\n1,"2,3\n1,2,3\n')).toEqual([
      'warning csv-missing: d.csv has a quote in row 2 that is not closed, so the rest of the file is one field and nothing of it is checked. @ "d.csv"',
    ]);
    // Of a part of a file its end is not known.
    expect(withFile(`a,b,y\n1,"2,3\n${'1,2,3\n'.repeat(2000)}"\n`)).toEqual([]);
  });

  test('an empty file is told once, with its target or without', () => {
    expect(withFile('', spec('csv("d.csv")').replace(/ {4}target.*\n/, ''))).toEqual([
      'warning csv-missing: d.csv is empty, so its columns are not known and nothing is checked against them. @ "d.csv"',
    ]);
  });

  test('is offered only where it can be written in a spec', () => {
    const data = dataAmong({ '/w/d.csv': 'a,"pri""ce"\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(target('price')) }), data);
    expect(finding?.fixes).toEqual([]);
  });

  test('is known through a param, which is not corrected here', () => {
    const text = spec('csv("d.csv")', { target: '$t', params: 't = "prize"' });
    const data = dataAmong({ '/w/d.csv': 'a,price\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(text) }), data);
    expect(finding).toMatchObject({ code: 'csv-target', fixes: [] });
  });
});

describe('the number of features', () => {
  specCases({
    'is not that of the model': `
      dataset Rows:
          source = csv("rows.csv")
          target = "y"

      model Net:
          input 9
          #     ^ warning csv-features: Net takes 9 features, and the dataset Rows has 2 feature columns, all numbers.
          dense 1 linear

      //- /rows.csv
      a,b,y
      1,-2.5e3,x
      ,.5,z
    `,
    'of an imported model is told where it is trained': `
      import "net.kyn"
      dataset Rows:
          source = csv("rows.csv")
          target = "y"

      train:
          ...
          model = Net
          #       ^^^ warning csv-features: Net takes 9 features, and the dataset Rows has 2 feature columns, all numbers.

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
          #     ^ warning csv-features: Net takes 9 features, and the dataset Rows has 1 feature column, all numbers.

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
    ['a target alone', 'y\n1\n', ['the dataset D has no feature column: its one column is the target.']],
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

  test('is known through params', () => {
    const text = spec('csv("d.csv")', { input: '$n', params: 'n = 3' });
    const data = dataAmong({ '/w/d.csv': 'a,b,y\n1,2,3\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(text) }), data);
    expect(finding).toMatchObject({ code: 'csv-features', fixes: [] });
    expect(withFile('a,b,y\n1,2,3\n', spec('csv("d.csv")', { input: '$nobody' }))).toEqual([]);
  });

  test('the fix writes the number', () => {
    const data = dataAmong({ '/w/d.csv': 'a,y\n1,2\n' }, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(spec('csv("d.csv")')) }), data);
    expect(finding?.fixes.map(f => [f.title, f.edits[0]?.text, f.safe])).toEqual([['Change to 1', '1', false]]);
  });
});

describe('data that floats', () => {
  specCases({
    'by backslashes': `
      dataset Rows:
          source = csv("data\\rows.csv")
          #            ^^^^^^^^^^^^^^^ info floating-data: A path with \\ is found on Windows only; write it with /.
          target = "y"

      //- /data/rows.csv
      y
    `,
  });

  const files = { '/w/d.csv': 'a,b,y\n1,2,3\n', '/x/d.csv': 'a,b,y\n1,2,3\n' };
  const found = (path: string, isTracked?: boolean) =>
    findings(spec(`csv("${path}")`), dataAmong(files, { spec: '/w/s.kyn', isTracked: () => isTracked }));

  test('lies outside, unless git tracks it there', () => {
    expect(found('../x/d.csv')).toEqual([
      'info floating-data: ../x/d.csv lies outside of the workspace, so who gets this spec does not get its data, and its columns are not looked at; move the file into the workspace. @ "../x/d.csv"',
    ]);
    expect(found('/x/d.csv')[0]).toContain('lies outside of the workspace');
    expect(found('../x/d.csv', true)).toEqual([]);
  });

  test('outside nothing is opened, and paths are shown as they are written', () => {
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
    expect(world('/x/d.csv', '/w')[0]).toMatch(/^info floating-data: \/x\/d\.csv lies outside/);
    expect(world('../x/d.csv', '/w')).toHaveLength(1);
    expect(world('/x/d.csv', undefined)[0]).toContain('This path starts at the root');
    expect(world('/x', '/w')[0]).toContain('/x cannot be read: it is a folder.');
    expect(world('/x/c.csv', '/w')[0]).toContain('There is no file /x/c.csv, so');
    expect(world('../x/c.csv', '/w')[0]).toContain('There is no file ../x/c.csv, so');
    expect(opened).toEqual([]);
    expect(world('d.csv', '/w')[0]).toContain('has no column nope');
    expect(opened).toContain('/w/d.csv');
    expect(world('http://x/y.csv', '/w')[0]).toContain('There is no file http://x/y.csv, so');
  });

  test('is a link that leads outside, which is not followed', () => {
    const real = (path: string) => (path === '/w/d.csv' ? '/x/d.csv' : path);
    const data = dataAmong(files, { spec: '/w/s.kyn', real });
    expect(findings(spec('csv("d.csv")', { target: '"nope"' }), data)).toEqual([
      'info floating-data: d.csv is a link that leads out of the workspace, so who gets this spec does not get its data, and its columns are not looked at; put the file itself there. @ "d.csv"',
    ]);
    // One that stays inside is.
    const inner = dataAmong(
      { '/w/d.csv': 'a,y\n' },
      { spec: '/w/s.kyn', real: path => path.replace('d.csv', 'x.csv') },
    );
    expect(findings(spec('csv("d.csv")', { target: '"nope"' }), inner)[0]).toContain('has no column nope');
  });

  test('has a path of this machine, with the cure', () => {
    const data = dataAmong(files, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(spec('csv("/w/d.csv")')) }), data);
    expect(finding).toMatchObject({ code: 'floating-data', fixes: [{ title: 'Change to "d.csv"', safe: false }] });
  });

  test('is not tracked by git, and nothing is said where that is not known', () => {
    expect(found('d.csv', false)[0]).toContain('d.csv is not tracked by git');
    expect(found('d.csv', true)).toEqual([]);
    expect(found('d.csv')).toEqual([]);
  });

  test('of a spec outside of all folders is not judged', () => {
    const data = dataAmong(files, { spec: '/x/s.kyn', folder: undefined, roots: ['/w'] });
    expect(findings(spec('csv("d.csv")'), data)).toEqual([]);
  });
});

describe('datasets of imported files', () => {
  const main = 'import "lib/rows.kyn"\n';
  test('are not judged where it cannot be told which file is meant', () => {
    checkSpec(
      `${main}\n//- /lib/rows.kyn\ndataset Rows:\n    source = csv("gone.csv")\n    target = "y"\n//- /x.csv\ny\n`,
    );
  });

  specCases({
    'are told at the import': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error csv-target: The dataset Rows of rows.kyn: rows.csv has no column prize; did you mean price?
      //- /rows.kyn
      dataset Rows:
          ...
          target = "prize"
      //- /rows.csv
      a,price
      1,2
    `,
    'that are not there are told too, the worst alone': `
      import "rows.kyn"
      #      ^^^^^^^^^^ warning csv-missing: The dataset Rows of rows.kyn: There is no file gone.csv…
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

  test('lie beside one of two specs, so only the working folder is certain', () => {
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

test('a file is asked for once, and a keystroke elsewhere asks for none', () => {
  let asked = 0;
  const inner = dataAmong({ '/w/d.csv': 'a,y\n' }, { spec: '/w/s.kyn' });
  const data: Data = {
    find: (path, from) => {
      asked++;
      return inner.find(path, from);
    },
  };
  const text = `dataset D:\n    source = csv("d.csv")\n    target = "y"\n\nparams:\n    a = 1\n\nevaluate:\n    metrics = [mae]\n`;
  const tree = parse(text);
  const analysis = analyze({ tree });
  dataFindings(analysis, data);
  const again = analyze({ tree: parse(text.replace('mae', 'rmse'), tree) }, analysis);
  dataFindings(again, data);
  expect(asked).toBe(1);
  dataFindings(again, { find: data.find });
  expect(asked).toBe(2);
});
