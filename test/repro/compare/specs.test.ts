// The imported files and the data in a comparison of two specs.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { type ComparedImport, compareSpecs } from '../../../src-shared/repro/compare/specs';

/** Files by path; the name of a file is its text, and that of the model that it defines. */
const files = (...paths: string[]): ComparedImport[] =>
  paths.map(path => {
    const name = path.replace(/^.*\//, '');
    return { label: path, tree: parse(`model M${name}:\n    input 4\n`), configHash: name };
  });

const withText = (label: string, text: string): ComparedImport[] => [{ label, tree: parse(text), configHash: text }];

function reasons(a: readonly ComparedImport[] | undefined, b: readonly ComparedImport[] | undefined): string[] {
  const spec = { tree: parse('import "m.kyn"\n'), configHash: 'h' };
  return compareSpecs({ ...spec, imports: a }, { ...spec, imports: b }).reasons.map(r => r.text);
}

const SAME = 'Both specs have the CONFIG_HASH h.';
const differ = (what: string, settings: unknown = expect.stringMatching(/settings? differs?/)): unknown[] => [
  settings,
  `The imported files differ: ${what}.`,
  SAME,
];

test('equal texts are equal in any folder and order, however often they are imported', () => {
  expect(reasons(files('x/1', 'x/2'), files('y/2', 'y/1'))).toEqual([SAME]);
  expect(reasons(files('1', '1', '2'), files('1', '2', '1'))).toEqual([SAME]);
});

test('files that differ are named by side, the first four of each', () => {
  expect(reasons(files('x/1'), files('y/2'))).toEqual(differ('only A has x/1, only B has y/2'));
  expect(reasons(files('1', '2'), files('1'))).toEqual(differ('only A has 2'));
  expect(reasons(files('1'), files('1', '1'))).toEqual(differ('only B has 1'));
  expect(reasons(files('1', '1', '1'), files('1'))).toEqual(differ('only A has 1, 1'));
  expect(reasons([], files('1', '2', '3', '4', '5', '6'))).toEqual(differ('only B has 1, 2, 3, 4 and 2 more'));
  expect(reasons(files('n'.repeat(5000)), [])[1]?.length).toBeLessThan(300);
});

test('an import that only one side has is not a setting itself', () => {
  const [a, b] = ['', 'import "lib.kyn"\n'].map(text => ({ tree: parse(text), configHash: `h${text}` }));
  const texts = compareSpecs({ ...a, imports: [] } as never, { ...b, imports: files('lib') } as never).reasons;
  expect(texts.map(r => r.text)).toEqual([
    '1 setting differs (model Mlib.layer 1).',
    'The imported files differ: only B has lib.',
    expect.stringContaining('The CONFIG_HASH differs'),
  ]);
});

describe('imported files with another text', () => {
  const model = 'model N:\n    input 4\n    dense 1\n';

  test.each([
    ['a comment', `# reviewed\n${model}`],
    ['a block that is not imported', `${model}\ntrain:\n    epochs = 3\n`],
    ['the order of blocks', `dataset D:\n    target = "y"\n\n${model}`, `${model}\ndataset D:\n    target = "y"\n`],
    ['a documented default', 'dataset D:\n    target = "y"\n    split = 0.8\n', 'dataset D:\n    target = "y"\n'],
  ])('are equal in meaning where only %s differs', (_, a, b = model) => {
    expect(reasons(withText('a/m.kyn', a), withText('b/m.kyn', b))).toEqual([
      'The imported files have equal models and datasets, but their text differs.',
      SAME,
    ]);
    const spec = { tree: parse(''), configHash: 'h' };
    const { verdict } = compareSpecs({ ...spec, imports: withText('m', a) }, { ...spec, imports: withText('m', b) });
    expect(verdict).toBe('comparable');
  });

  test.each([
    ['a model', model.replace('4', '5'), '1 setting differs (model N.layer 1).'],
    [
      'a broken file',
      `???\n${model}`,
      'A file that the spec of A imports has syntax errors, so it is not known which settings differ.',
    ],
    ['a second model', `${model}\n${model.replace('N', 'M')}`, '2 settings differ (model M.layer 1, model M.layer 2).'],
  ])('differ by %s', (_, a, settings) => {
    expect(reasons(withText('a/m.kyn', a), withText('b/m.kyn', model))).toEqual(
      differ('only A has a/m.kyn, only B has b/m.kyn', settings),
    );
    expect(reasons(withText('a/m.kyn', a), withText('a/m.kyn', a))).toEqual([SAME]);
  });

  test('a broken file of both sides', () => {
    const [a, b] = [withText('a/m.kyn', '???\n'), withText('b/m.kyn', '??\n')];
    expect(reasons(a, b)[0]).toMatch(/^Files that both specs import have syntax errors, so it is not known/);
  });
});

describe('what only an import defines', () => {
  const data = 'dataset D:\n    target = "y"\n';
  const train = 'train:\n    data = D\n';
  const whole = (text: string, imports: readonly ComparedImport[] | undefined) => ({
    tree: parse(text),
    configHash: text,
    imports,
  });
  const imported = `import "lib.kyn"\n${train}`;
  const declared = whole(data + train, []);
  const differing = (b: ReturnType<typeof whole>) =>
    compareSpecs(declared, b).changes?.map(({ path, a, b: other, isUnknown }) => [path, a, other, isUnknown]);

  test('is a setting of the spec', () => {
    const { verdict, reasons } = compareSpecs(declared, whole(imported, withText('lib.kyn', data)));
    expect(verdict).toBe('comparable');
    expect(reasons[0]?.text).toBe('Every setting is equal, imported ones included.');
    expect(differing(whole(imported, withText('lib.kyn', data.replace('"y"', '"z"'))))).toEqual([
      ['dataset D.target', '"y"', '"z"', undefined],
    ]);
  });

  test('is not known where the import cannot be read, and never absent', () => {
    const unread = whole(imported, undefined);
    expect(differing(unread)).toEqual([
      ['dataset D.target', '"y"', undefined, true],
      ['import lib.kyn', undefined, 'imported', undefined],
    ]);
    expect(compareSpecs(declared, unread).reasons[1]?.text).toBe(
      '1 setting differs (import lib.kyn), and 1 setting may differ because of an import that is not known (dataset D.target).',
    );
    const other = whole('import "other.kyn"\n', undefined);
    const read = whole(imported, withText('lib.kyn', data));
    expect(compareSpecs(read, other).changes).toContainEqual(
      expect.objectContaining({ path: 'dataset D.target', a: '"y"', isUnknown: true }),
    );
    const own = whole(`import "lib.kyn"\ndataset D:\n    split = 0.5\n${train}`, undefined);
    expect(differing(own)).toContainEqual(['dataset D.target', '"y"', undefined, undefined]);
  });

  test('equal specs are not called equal in what cannot be read', () => {
    const [a, b] = [whole(imported, undefined), whole(`# reviewed\n${imported}`, undefined)];
    expect(compareSpecs(a, b).reasons.map(r => r.text)).toContain(
      'Every setting outside of the imported files is equal; those in them are not known.',
    );
  });
});

test('data files that differ, or of which that is unknown, are not identical inputs', () => {
  const spec = { tree: parse(''), configHash: 'h', imports: [] };
  const differing = compareSpecs(spec, spec, { state: 'differ', a: 'x/d.csv', b: 'y/d.csv' });
  expect(differing).toMatchObject({
    verdict: 'not-comparable',
    reasons: [{ severity: 'error', text: 'The data files differ: x/d.csv and y/d.csv.' }, { text: SAME }],
  });
  const unknown = compareSpecs(spec, spec, { state: 'unknown', reason: 'd.csv of a.kyn does not exist' });
  expect(unknown.verdict).toBe('comparable');
  expect(unknown.reasons[0]?.text).toBe(
    'It is not known whether the data files are equal, because d.csv of a.kyn does not exist.',
  );
});

test('imports that cannot all be read are not compared', () => {
  expect(reasons(files('1'), undefined)[0]).toContain('it is not known whether they are equal');
});
