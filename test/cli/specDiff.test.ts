// kyn diff of two specs: the settings decide, and the CONFIG_HASH is stated besides.
import { describe, expect, test } from 'vitest';
import { annexText, pointerText } from '../pointerText';
import { houseLibrary, houseSpec, houseTrain } from '../specFixture';
import { type CliSetup, kyn, parseJsonOutput, sha256 } from './cliEnvironment';

const short = (text: string): string => sha256(text).slice(0, 12);
type Files = NonNullable<CliSetup['files']>;

const diff = (files: Files, ...more: string[]) => kyn({ files }, 'diff', 'a.kyn', 'b.kyn', ...more);
const json = async (files: Files) => parseJsonOutput(await diff(files, '--format', 'json'));

const COMMENTED = `# reviewed\n${houseSpec}`;
const hashReason = `The CONFIG_HASH differs (${short(houseSpec)} → ${short(COMMENTED)}), so locks and runs of A do not match B.`;

describe('the verdict', () => {
  test('of the same text, also with other line ends, is identical-inputs', async () => {
    for (const b of [houseSpec, houseSpec.replaceAll('\n', '\r\n')])
      expect(await json({ '/w/a.kyn': houseSpec, '/w/b.kyn': b })).toEqual({
        verdict: 'identical-inputs',
        reasons: [`Both specs have the CONFIG_HASH ${short(houseSpec)}.`],
        changes: [],
        metrics: [],
      });
  });

  test('of equal settings in another text is comparable, with both facts', async () => {
    const files = { '/w/a.kyn': houseSpec, '/w/b.kyn': COMMENTED };
    expect(await json(files)).toEqual({
      verdict: 'comparable',
      reasons: [
        'Every setting is equal: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark differ.',
        hashReason,
      ],
      changes: [],
      metrics: [],
    });
    expect((await diff(files)).code).toBe(0);
    expect((await diff(files, '--exit-code')).code).toBe(1);
  });

  test('of a text with a byte order mark does not call the mark a comment', async () => {
    const { reasons } = await json({ '/w/a.kyn': houseSpec, '/w/b.kyn': `\ufeff${houseSpec}` });
    expect(reasons[0]).toContain('a byte order mark');
  });

  test('of other settings is not-comparable, and each is listed', async () => {
    const b = houseSpec.replace('price', 'cost');
    const { verdict, reasons, changes } = await json({ '/w/a.kyn': houseSpec, '/w/b.kyn': b });
    expect(verdict).toBe('not-comparable');
    expect(reasons[0]).toBe('1 setting differs (dataset Houses.target).');
    expect(changes).toEqual([{ path: 'dataset Houses.target', a: '"price"', b: '"cost"', severity: 'error' }]);
  });

  test('of a spec with syntax errors is not-comparable, because nothing is known', async () => {
    const broken = `${houseSpec}???\n`;
    const compare = async (a: string, b: string) => json({ '/w/a.kyn': a, '/w/b.kyn': b });
    const { verdict, reasons, changes } = await compare(houseSpec, broken);
    expect({ verdict, changes }).toEqual({ verdict: 'not-comparable', changes: [] });
    expect(reasons[0]).toBe('The spec of B has syntax errors, so it is not known which settings differ.');
    expect((await compare(broken, houseSpec)).reasons[0]).toMatch(/^The spec of A has syntax errors/);
    expect((await compare(broken, `${broken}# b\n`)).reasons[0]).toMatch(/^Both specs have syntax errors/);
  });

  test('counts imported files, which the CONFIG_HASH does not cover', async () => {
    const spec = `import "m.kyn"\n${houseSpec}`;
    const inFolders = { '/w/x/a.kyn': spec, '/w/y/a.kyn': spec, '/w/x/m.kyn': 'model M:\n    input 4\n' };
    const compare = async (m: string | undefined) =>
      parseJsonOutput(
        await kyn(
          { files: { ...inFolders, ...(m !== undefined && { '/w/y/m.kyn': m }) } },
          ...['diff', 'x/a.kyn', 'y/a.kyn', '--format', 'json'],
        ),
      );
    expect((await compare('model M:\n    input 4\n')).verdict).toBe('identical-inputs');
    expect(await compare('model M:\n    input 5\n')).toMatchObject({
      verdict: 'not-comparable',
      reasons: [
        '1 setting differs (model M.layer 1).',
        'The imported files differ: only A has x/m.kyn, only B has y/m.kyn.',
        expect.any(String),
      ],
      changes: [{ path: 'model M.layer 1', a: 'input 4', b: 'input 5' }],
    });
    expect((await compare(undefined)).reasons[0]).toContain('Not all imported files can be read');
  });
});

test('a dataset of an import that cannot be read is not known, and counted as that', async () => {
  const library = 'dataset D:\n    target = "y"\n';
  const spec = 'train:\n    epochs = 3\n';
  const files = { '/w/a.kyn': library + spec, '/w/b.kyn': `import "gone.kyn"\n${spec}` };
  const { stdout } = await diff(files);
  expect(stdout).toMatch(/dataset D\.target +"y" +\(not known\) +breaks comparison/);
  expect(stdout).toContain('1 of 3 values differ; 1 may differ.');
  expect((await diff(files, '--format', 'markdown')).stdout).toContain('| `"y"` | *(not known)* |');
  expect((await json(files)).changes).toContainEqual({
    path: 'dataset D.target',
    a: '"y"',
    severity: 'error',
    unknown: true,
  });
});

describe('the data of one path in two folders', () => {
  const at = houseSpec.match(/csv\("(.*?)"\)/)?.[1] ?? '';
  const inBoth = (spec: string): Files => ({ '/w/x/a.kyn': spec, '/w/y/a.kyn': spec });
  const compare = async (files: Files) => {
    const output = await kyn({ data: true, files }, 'diff', 'x/a.kyn', 'y/a.kyn', '--format', 'json');
    const { verdict, reasons } = parseJsonOutput(output);
    return { verdict, reasons: reasons.filter((text: string) => text.includes('data') || text.includes('train')) };
  };
  const unknown = (why: string) => ({
    verdict: 'comparable',
    reasons: [`It is not known whether the data files are equal, because ${why}.`],
  });
  const same = { verdict: 'identical-inputs', reasons: [] };
  const differs = { verdict: 'not-comparable', reasons: [`The data files differ: x/${at} and y/${at}.`] };
  const differsInEnds = (a: string, b: string) => ({
    verdict: 'not-comparable',
    reasons: [
      `The data files differ only in their line ends, so they have different hashes: x/${at} (${a}) and y/${at} (${b}).`,
    ],
  });

  test.each<[string, Files, object]>([
    ['is equal', { [`/w/x/${at}`]: 'a,b\n', [`/w/y/${at}`]: 'a,b\n' }, same],
    ['is the file of the working folder', { [`/w/${at}`]: 'a,b\n' }, same],
    ['differs', { [`/w/x/${at}`]: 'a,b\n', [`/w/y/${at}`]: 'a,c\n' }, differs],
    [
      'differs only in line ends',
      { [`/w/x/${at}`]: 'a,b\n1,2\n', [`/w/y/${at}`]: 'a,b\r\n1,2\r\n' },
      differsInEnds('LF', 'CRLF'),
    ],
    [
      'differs only in mixed line ends',
      { [`/w/x/${at}`]: 'a,b\n1,2\r\n', [`/w/y/${at}`]: 'a,b\r\n1,2\n' },
      differsInEnds('mixed', 'mixed'),
    ],
    ['differs in line ends and in a value', { [`/w/x/${at}`]: 'a\n1\n', [`/w/y/${at}`]: 'a\r\n2\r\n' }, differs],
    [
      'is a pointer to data with other line ends',
      { [`/w/x/${at}`]: 'a\n1\n', [`/w/y/${at}`]: pointerText(sha256('a\r\n1\r\n')) },
      differsInEnds('LF', 'CRLF'),
    ],
    ['is missing on one side', { [`/w/x/${at}`]: 'a,b\n' }, unknown(`${at} of y/a.kyn does not exist`)],
    [
      'is missing, and a stage writes it',
      { [`/w/x/${at}`]: 'a,b\n', '/w/y/dvc.yaml': `stages:\n  s: {outs: [${at}: {cache: false}]}\n` },
      unknown(`${at} of y/a.kyn does not exist; run \`dvc repro\``),
    ],
    [
      'is missing, and DVC tracks it',
      { [`/w/x/${at}`]: 'a,b\n', [`/w/y/${at}.dvc`]: '' },
      unknown(`${at} of y/a.kyn does not exist; run \`dvc pull\``),
    ],
    ['is a pointer to the same data', { [`/w/x/${at}`]: 'a,b\n', [`/w/y/${at}`]: pointerText(sha256('a,b\n')) }, same],
    ['is a pointer to other data', { [`/w/x/${at}`]: 'a,b\n', [`/w/y/${at}`]: pointerText() }, differs],
    [
      'is a pointer without a SHA-256',
      { [`/w/x/${at}`]: 'a,b\n', [`/w/y/${at}`]: annexText('MD5E-s4--0.csv') },
      unknown(`y/${at} is a git-annex pointer; run \`git annex get\` to fetch the data`),
    ],
  ])('%s', async (_, data, expected) => {
    expect(await compare({ ...inBoth(houseSpec), ...data })).toEqual(expected);
  });

  const uncertain = unknown('it is not certain which files the specs train on');
  const data = { '/w/x/d.csv': 'a\n', '/w/y/d.csv': 'a\n', '/w/x/e.csv': 'a\n', '/w/y/e.csv': 'b\n' };
  const source = (value: string, more = ''): string => houseSpec.replace(/csv\(".*?"\)/, value) + more;
  test.each([
    [
      'a swept path',
      source('csv($f)', '\nsweep:\n    f = ["d.csv", "e.csv"]\n').replace('params:', 'params:\n    f = "d.csv"'),
    ],
    [
      'a path of a param that is swept through another one',
      source('csv($g)', '\nsweep:\n    f = ["d.csv", "e.csv"]\n').replace(
        'params:',
        'params:\n    f = "d.csv"\n    g = $f',
      ),
    ],
    [
      'a swept dataset',
      `${source('csv("d.csv")', '\nsweep:\n    d = [Houses, Others]\n').replace('data = Houses', 'data = $d').replace('params:', 'params:\n    d = Houses')}\ndataset Others:\n    source = csv("e.csv")\n`,
    ],
    [
      'params that name each other',
      source('csv($f)', '\nsweep:\n    lr = [1, 2]\n').replace('params:', 'params:\n    f = $g\n    g = $f'),
    ],
    ['another connector', source('parquet("d.csv")')],
    ['two paths', source('csv("d.csv", "e.csv")')],
    ['a text in place of a connector', source('"d.csv"')],
    ['an unknown dataset', source('csv("d.csv")').replace('data = Houses', 'data = Others')],
    ['a library', houseLibrary],
  ])('is not certain with %s', async (_, spec) => {
    expect(await compare({ ...inBoth(spec), ...data })).toEqual(uncertain);
  });

  test('is not certain for an imported dataset whose path is a param', async () => {
    const library = 'dataset Houses:\n    source = csv($f)\n    target = "price"\n';
    const spec = `import "l.kyn"\n\nparams:\n    f = "d.csv"\n\n${houseTrain}`;
    const files = { ...inBoth(spec), ...data, '/w/x/l.kyn': library, '/w/y/l.kyn': library };
    expect(await compare(files)).toEqual(uncertain);
  });

  test('does not matter without a dataset', async () => {
    expect(await compare(inBoth('model N:\n    input 4\n'))).toEqual(same);
  });
});

test('text and Markdown', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/b.kyn': houseSpec.replace('price', 'cost') };
  const { stdout } = await diff(files);
  expect(stdout).toContain('Not comparable\n  breaks comparison  1 setting differs (dataset Houses.target).');
  expect(stdout).toMatch(/dataset Houses\.target {2}"price" {2}"cost" {2}breaks comparison/);
  const markdown = (await diff(files, '--format', 'markdown')).stdout;
  expect(markdown).toContain('| dataset Houses.target | `"price"` | `"cost"` | breaks comparison |');
});

test('a spec and another file, a missing spec and one that is not UTF-8', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/b.json': '{}', '/w/c.kyn': new Uint8Array([0xff]) };
  const run = (...pair: string[]) => kyn({ files }, 'diff', ...pair);
  for (const pair of [
    ['a.kyn', 'b.json'],
    ['b.json', 'a.kyn'],
  ])
    expect(await run(...pair)).toMatchObject({
      code: 2,
      stderr: 'kyn: a.kyn is a spec, but b.json is not. Only files of the same kind can be compared.\n',
    });
  expect((await run('a.kyn', '-')).stderr).toBe(
    'kyn: a.kyn is a spec, but standard input is not read as one. Name a .kyn file instead.\n',
  );
  expect((await run('a.kyn', 'd.kyn')).stderr).toContain('d.kyn does not exist');
  expect((await run('a.kyn', 'c.kyn')).stderr).toContain('it is not UTF-8 text');
});

test('no format shows a secret', async () => {
  const key = `sk-${'a1B2c3D4'.repeat(6)}`;
  const files = { '/w/a.kyn': houseSpec, '/w/b.kyn': houseSpec.replace('price', key) };
  for (const format of ['text', 'json', 'markdown'])
    expect((await diff(files, '--format', format)).stdout).not.toContain(key);
});

test('another secret is a difference, though both values are hidden', async () => {
  const keys = ['a1B2c3D4', 'd4C3b2A1'].map(part => `sk-${part.repeat(6)}`);
  const [a, b] = keys.map(key => houseSpec.replace('price', key));
  const files = { '/w/a.kyn': a ?? '', '/w/b.kyn': b ?? '' };
  const { verdict, changes } = await json(files);
  expect({ verdict, changes }).toEqual({
    verdict: 'not-comparable',
    changes: [{ path: 'dataset Houses.target', a: '"(hidden)"', b: '"(hidden)"', severity: 'error' }],
  });
  for (const format of ['text', 'markdown']) {
    const { stdout } = await diff(files, '--format', format);
    expect(stdout).toContain('"(hidden)"');
    for (const key of keys) expect(stdout).not.toContain(key);
  }
});
