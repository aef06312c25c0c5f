// What differs between two specs in meaning.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { settingsOf } from '../../../src-shared/kyn/training/settings';
import { changesText, changeText, specChanges } from '../../../src-shared/kyn/training/specChanges';
import { houseSpec } from '../../specFixture';

const changes = (a: string, b: string) => specChanges({ tree: parse(a) }, { tree: parse(b) })?.map(changeText);

const A =
  'import "m.kyn"\n\nparams:\n    lr = 0.1\n\nmodel N:\n    input 4\n    dense 8 relu\n    dense 1\n\ntrain:\n    optimizer = adam(lr=$lr)\n    epochs = 3\n    seed = 1\n';

describe('no setting differs', () => {
  test.each([
    ['comments', `# reviewed\n${A.replace('dense 8 relu', 'dense 8 relu   # wide')}`],
    [
      'blanks and blank lines',
      A.replace('epochs = 3', 'epochs   =  3\n\n').replace('adam(lr=$lr)', 'adam( lr = $lr )'),
    ],
    ['line ends', A.replaceAll('\n', '\r\n')],
    ['the form of a number', A.replace('lr = 0.1', 'lr = 0.10')],
    ['the order of keys', A.replace('    epochs = 3\n    seed = 1\n', '    seed = 1\n    epochs = 3\n')],
    ['the order of blocks', `${A.replace('params:\n    lr = 0.1\n\n', '')}\nparams:\n    lr = 0.1\n`],
  ])('where only %s changed', (_, b) => {
    expect(b).not.toBe(A);
    expect(changes(A, b)).toEqual([]);
  });
});

test.each([
  ['adam(lr=1, beta=2)', 'adam(beta=2, lr=1)', []],
  ['f(1, b=2, a=3)', 'f(1, a=3, b=2)', []],
  ['[f(b=2, a=3)]', '[f(a=3, b=2)]', []],
  ['f(1, 2, a=3)', 'f(2, 1, a=3)', ['train.scheduler f(1, 2, a=3) → f(2, 1, a=3)']],
  ['f', 'f()', ['train.scheduler f → f()']],
  ['f', 'f(a=1)', ['train.scheduler f → f()', 'train.scheduler.a (absent) → 1']],
  ['f(a=1)', 'g(a=1)', ['train.scheduler f() → g()']],
  ['f(a=1, a=2)', 'f(a=2, a=1)', ['train.scheduler.a 1 → 2', 'train.scheduler.a (2) 2 → 1']],
])('a call: %s and %s', (a, b, expected) => {
  const spec = (value: string): string => `train:\n    scheduler = ${value}\n`;
  expect(changes(spec(a), spec(b))).toEqual(expected);
});

test('the order of the axes of a sweep is a setting, because it gives the combinations their numbers', () => {
  const sweep = (...axes: string[]): string => ['sweep:', ...axes.map(axis => `    ${axis} = [1, 2]`), ''].join('\n');
  expect(changes(sweep('lr', 'width'), sweep('width', 'lr'))).toEqual(['sweep (order of axes) lr, width → width, lr']);
  expect(changes(sweep('lr', 'width'), sweep('lr', 'seed', 'width'))).toEqual(['sweep.seed (absent) → [1, 2]']);
  expect(changes(sweep('lr', 'width'), sweep('lr', 'width'))).toEqual([]);
});

describe('a documented default', () => {
  const dataset = (...keys: string[]): string =>
    ['dataset D:', '    target = "y"', ...keys.map(key => `    ${key}`), ''].join('\n');

  test.each([
    ['split = 0.8', []],
    ['split = 0.80', []],
    ['normalize = false', []],
    ['num_workers = 0', []],
    ['split = 0.7', ['dataset D.split (absent) → 0.7']],
    ['split = "0.8"', ['dataset D.split (absent) → "0.8"']],
    ['shuffle = true', ['dataset D.shuffle (absent) → true']],
  ])('is not a change where it is written out: %s', (key, expected) => {
    expect(changes(dataset(), dataset(key))).toEqual(expected);
    expect(changes(dataset(key), dataset())).toEqual(expected.map(e => e.replace(/(\S+) → (\S+)/, '$2 → $1')));
  });

  test('differs from another value', () => {
    expect(changes(dataset('split = 0.8'), dataset('split = 0.7'))).toEqual(['dataset D.split 0.8 → 0.7']);
  });

  test('in a second line with the same key is a change', () => {
    expect(changes(dataset('split = 0.7'), dataset('split = 0.7', 'split = 0.8'))).toEqual([
      'dataset D.split (2) (absent) → 0.8',
    ]);
  });

  test('does not hide that its block was added', () => {
    const spec = dataset();
    expect(changes(spec, `${spec}\ndataset E:\n    split = 0.8\n`)).toEqual(['dataset E (absent) → empty']);
    expect(changes(`${spec}\ndataset E:\n`, `${spec}\ndataset E:\n    split = 0.8\n`)).toEqual([]);
  });
});

test.each([
  ['0.001', '0.0010', true],
  ['1', '1.0', false],
  ['0', '-0', true],
  ['0.1', '0.1000000000000000055', true],
  ['0.1', '0.10000000000000002', false],
  ['9007199254740993', '9007199254740992', false],
  ['[1, 0.50]', '[1, 0.5]', true],
  ['"0.10"', '"0.1"', false],
])('the values %s and %s are equal: %s', (a, b, equal) => {
  const spec = (value: string): string => A.replace('lr = 0.1', `lr = ${value}`);
  expect(changes(spec(a), spec(b))?.length).toBe(equal ? 0 : 1);
});

describe('a block with a very long name is one setting', () => {
  const long = `N${'x'.repeat(1000)}`;
  const spec = (layers: string, more = ''): string =>
    A.replace('model N', `model ${long}`).replace('    dense 1\n', layers) + more;
  const [found] = [changes(spec('    dense 1\n'), spec('    dense 2\n'))];

  test('that states a change once, without a path for each layer', () => {
    expect(found).toHaveLength(1);
    expect(settingsOf(parse(spec('    dense 1\n'.repeat(100)))).size).toBe(settingsOf(parse(A)).size - 2);
  });

  test('that is equal whatever the order of keys and the form of numbers are', () => {
    const dataset = (keys: string): string => `${A}dataset ${long}:\n${keys}`;
    const [a, b] = ['    split = 0.80\n    target = "y"\n', '    target = "y"\n    split = 0.8\n'].map(dataset);
    expect(changes(a ?? '', b ?? '')).toEqual([]);
    expect(changes(a ?? '', dataset('    target = "y"\n    split = 0.7\n'))).toHaveLength(1);
  });

  test('that differs from one with another name', () => {
    expect(changes(spec('    dense 1\n'), spec('    dense 1\n').replace(long, `${long}y`))).toHaveLength(2);
  });
});

test.each([
  ['a value', A.replace('epochs = 3', 'epochs = 5'), ['train.epochs 3 → 5']],
  ['a param', A.replace('lr = 0.1', 'lr = 0.2'), ['params.lr 0.1 → 0.2']],
  ['an argument', A.replace('lr=$lr', 'lr=0.1'), ['train.optimizer.lr $lr → 0.1']],
  ['a key that was removed', A.replace('    seed = 1\n', ''), ['train.seed 1 → (absent)']],
  ['a layer', A.replace('dense 8', 'dense 16'), ['model N.layer 2 dense 8 relu → dense 16 relu']],
  [
    'the order of layers',
    A.replace('    dense 8 relu\n    dense 1\n', '    dense 1\n    dense 8 relu\n'),
    expect.any(Array),
  ],
  ['an import', A.replace('m.kyn', 'n.kyn'), ['import m.kyn imported → (absent)', 'import n.kyn (absent) → imported']],
  ['a block without settings', `${A}\nsweep:\n`, ['sweep (absent) → empty']],
  ['a repeated key', A.replace('epochs = 3', 'epochs = 3\n    epochs = 4'), ['train.epochs (2) (absent) → 4']],
  ['the name of a block', A.replace('model N', 'model M'), expect.any(Array)],
])('%s is a change', (_, b, expected) => {
  const found = changes(A, b);
  expect(found).toEqual(expected);
  expect(found).not.toEqual([]);
});

test.each([
  ['an unclosed string', A.replace('"m.kyn"', '"m.kyn')],
  ['a stray line', `${A}    ???\n`],
  ['a missing value', A.replace('epochs = 3', 'epochs =')],
])('with %s it is not known what differs', (_, b) => {
  expect(changes(A, b)).toBeUndefined();
  expect(changes(b, A)).toBeUndefined();
});

test('the text counts, names the first settings and shows no secret', () => {
  const path = (n: number) => ({ path: `params.p${n}`, a: '1', b: '2', equal: false });
  expect(changesText([path(1)])).toBe('1 setting differs (params.p1)');
  expect(changesText([1, 2, 3, 4, 5, 6].map(path))).toBe(
    '6 settings differ (params.p1, params.p2, params.p3, params.p4 and 2 more)',
  );
  const key = `sk-${'a1B2c3D4'.repeat(6)}`;
  expect(changes(houseSpec, `${houseSpec}params:\n    token = "${key}"\n`)?.join()).not.toContain(key);
  const withKey = (text: string) => houseSpec.replace('price', text);
  expect(changes(withKey(key), withKey(`${key}9`))).toEqual(['dataset Houses.target "(hidden)" → "(hidden)"']);
});

test('an import whose name ends like a layer is a setting of its own', () => {
  expect(changes('import "net.layer 3"\n', 'import "net.layer 4"\n')).toEqual([
    'import net.layer 3 imported → (absent)',
    'import net.layer 4 (absent) → imported',
  ]);
});

describe('the layers of a model', () => {
  const model = (...layers: string[]): string => `model N:\n${layers.map(layer => `    ${layer}\n`).join('')}`;
  const net = ['input 4', 'dense 8 relu', 'dense 4 relu', 'dense 1'];

  test('an inserted or removed layer is one change', () => {
    expect(changes(model(...net), model(...net.toSpliced(1, 0, 'dropout 0.5')))).toEqual([
      'model N.layer 2 (absent) → dropout 0.5',
    ]);
    expect(changes(model(...net), model(...net.toSpliced(2, 1)))).toEqual(['model N.layer 3 dense 4 relu → (absent)']);
  });

  test('a layer that changed and moved has both numbers', () => {
    const b = ['input 4', 'dropout 0.5', 'dense 9 relu', 'dense 4 relu', 'dense 1'];
    expect(changes(model(...net), model(...b))).toEqual([
      'model N.layer 2 (absent) → dropout 0.5',
      'model N.layer 2 → 3 dense 8 relu → dense 9 relu',
    ]);
  });

  test('layers of one side with the same number are two changes', () => {
    const [a, b] = [
      ['a 1', 'b 2', 'c 3'],
      ['x 1', 'y 2', 'a 1', 'c 3'],
    ];
    expect(changes(model(...(a ?? [])), model(...(b ?? [])))).toEqual([
      'model N.layer 1 (absent) → x 1',
      'model N.layer 2 of B (absent) → y 2',
      'model N.layer 2 b 2 → (absent)',
    ]);
  });

  test('a model of one side has all of its layers', () => {
    expect(changes(model(...net), '')).toHaveLength(net.length);
  });
});
