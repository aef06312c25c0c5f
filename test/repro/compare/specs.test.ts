// The imported files and the data in a comparison of two specs.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { type ComparedImport, compareSpecs } from '../../../src-shared/repro/compare/specs';

/** Files by path; the name of a file is its text. */
const files = (...names: string[]): ComparedImport[] =>
  names.map(name => ({ label: name, tree: parse('???'), configHash: name.replace(/^.*\//, '') }));

const withText = (label: string, text: string): ComparedImport[] => [{ label, tree: parse(text), configHash: text }];

function reasons(a: readonly ComparedImport[] | undefined, b: readonly ComparedImport[] | undefined): string[] {
  const spec = { tree: parse(''), configHash: 'h' };
  return compareSpecs({ ...spec, imports: a }, { ...spec, imports: b }).reasons.map(r => r.text);
}

const SAME = 'Both specs have the CONFIG_HASH h.';
const differ = (what: string): string[] => [`The imported files differ: ${what}.`, SAME];

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
  expect(reasons(files('n'.repeat(5000)), [])[0]?.length).toBeLessThan(300);
});

test('an import that only one side has is one reason', () => {
  const [a, b] = ['', 'import "lib.kyn"\n'].map(text => ({ tree: parse(text), configHash: `h${text}` }));
  const texts = compareSpecs({ ...a, imports: [] } as never, { ...b, imports: files('lib.kyn') } as never).reasons;
  expect(texts.map(r => r.text)).toEqual([
    'The imported files differ: only B has lib.kyn.',
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
    ['a model', model.replace('4', '5'), model],
    ['a broken file', `???\n${model}`, model],
    ['a second model', `${model}\n${model.replace('N', 'M')}`, model],
  ])('differ by %s', (_, a, b) => {
    expect(reasons(withText('a/m.kyn', a), withText('b/m.kyn', b))).toEqual(
      differ('only A has a/m.kyn, only B has b/m.kyn'),
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
