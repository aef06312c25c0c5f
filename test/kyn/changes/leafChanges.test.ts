// The changes between two versions of a spec, and what undoing each of them gives.
import { describe, expect, test } from 'vitest';
import { leafChanges } from '../../../src-shared/kyn/changes/leafChanges';
import { edited, revertAll } from '../../../src-shared/kyn/changes/revert';
import { changesWithoutEffect, withoutEffectText } from '../../../src-shared/kyn/changes/withoutEffect';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import type { Span } from '../../../src-shared/text/span';

const changesOf = (old: string, current: string) => leafChanges(parse(old), parse(current)) ?? expect.fail('broken');

const shown = (old: string, current: string): string[] =>
  changesOf(old, current).map(c => `${c.kind} ${c.path}: ${c.old ?? '(absent)'} -> ${c.current ?? '(absent)'}`);

const withoutEffect = (old: string, current: string): string[] =>
  changesWithoutEffect(parse(old), parse(current)).map(withoutEffectText);

// The old text after all changes of the current one are undone, one after the other from the last.
function undoneOneByOne(old: string, current: string): string {
  return changesOf(old, current).reduceRight((text, { edits }) => edited(text, edits), current);
}

const SPEC = `# A file.
params:
    lr = 0.1

model Net:
    input 4
    dense 64 relu   # wide
    dense 1

train:
    model = Net
    optimizer = adam(lr=$lr, beta=0.9)
    epochs = 3
`;

describe('a change', () => {
  test.each([
    ['a value', 'epochs = 3', 'epochs = 5', 'changed train.epochs: 3 -> 5'],
    ['an argument of a call', 'lr=$lr', 'lr=0.5', 'changed train.optimizer.lr: $lr -> 0.5'],
    ['another call', 'adam(', 'sgd(', 'changed train.optimizer: adam(lr=$lr, beta=0.9) -> sgd(lr=$lr, beta=0.9)'],
    [
      'an argument more',
      'beta=0.9',
      'beta=0.9, eps=1',
      'changed train.optimizer: adam(lr=$lr, beta=0.9) -> adam(lr=$lr, beta=0.9, eps=1)',
    ],
    ['a layer', 'dense 64 relu', 'dense 32 relu', 'changed model Net.layer 2: dense 64 relu -> dense 32 relu'],
    ['the kind of a layer', '    dense 1\n', '    relu\n', 'changed model Net.layer 3: dense 1 -> relu'],
    [
      'a layer more',
      '    dense 1\n',
      '    dropout 0.5\n    dense 1\n',
      'added model Net.layer 3: (absent) -> dropout 0.5',
    ],
    ['a layer less', '    dense 64 relu   # wide\n', '', 'removed model Net.layer 2: dense 64 relu -> (absent)'],
    ['a setting more', '    epochs = 3\n', '    epochs = 3\n    seed = 1\n', 'added train.seed: (absent) -> 1'],
    ['a setting less', '    epochs = 3\n', '', 'removed train.epochs: 3 -> (absent)'],
    ['a string with quotes of the other kind', 'model = Net', 'model = "it\'s"', 'changed train.model: Net -> "it\'s"'],
    ['a list', 'epochs = 3', 'epochs = [1, [2]]', 'changed train.epochs: 3 -> [1, [2]]'],
    ['a repeated key', '    epochs = 3\n', '    epochs = 3\n    epochs = 4\n', 'added train.epochs (2): (absent) -> 4'],
    ['an import more', '# A file.\n', '# A file.\nimport "a.kyn"\n\n', 'added import a.kyn: (absent) -> imported'],
    ['a block less', 'params:\n    lr = 0.1\n\n', '', 'removed params: 1 setting -> (absent)'],
    ['the name of a model', 'model Net:', 'model Big:', 'changed model Big (name): Net -> Big'],
  ])('of %s is named, and undoing it gives the old text', (_, from, to, expected) => {
    const current = SPEC.replace(from, to);
    expect(current).not.toBe(SPEC);
    expect(shown(SPEC, current)).toEqual([expected]);
    expect(undoneOneByOne(SPEC, current)).toBe(SPEC);
    const windows = current.replaceAll('\n', '\r\n');
    expect(undoneOneByOne(SPEC, windows)).toBe(SPEC.replaceAll('\n', '\r\n'));
  });

  test('several changes are in the order of the current text, and independent of each other', () => {
    const current = SPEC.replace('0.1', '0.2').replace('64', '32').replace('    epochs = 3\n', '    seed = 1\n');
    expect(shown(SPEC, current)).toEqual([
      'changed params.lr: 0.1 -> 0.2',
      'changed model Net.layer 2: dense 64 relu -> dense 32 relu',
      'removed train.epochs: 3 -> (absent)',
      'added train.seed: (absent) -> 1',
    ]);
    const [lr] = changesOf(SPEC, current);
    expect(edited(current, lr?.edits ?? [])).toBe(current.replace('0.2', '0.1'));
    expect(revertAll(parse(SPEC), parse(current))).toBe(SPEC);
  });

  test('of a name is only the one block without a partner, and only if a line is the same', () => {
    const model = (name: string, width: number): string => `model ${name}:\n    input ${width}\n    dense 1\n`;
    const renamed = [`${model('A', 1)}${model('B', 2)}`, `${model('A', 1)}${model('C', 2)}`] as const;
    expect(shown(...renamed)).toEqual(['changed model C (name): B -> C']);
    expect(shown(model('A', 1), 'model B:\n    input 2\n    dropout 0.5\n')).toEqual([
      'removed model A: 2 layers -> (absent)',
      'added model B: (absent) -> 2 layers',
    ]);
    expect(shown(`${model('A', 1)}${model('B', 1)}`, model('C', 1))).toHaveLength(3);
  });

  test('of more layers than are compared with each other is undone too', () => {
    const layers = (from: number): string => Array.from({ length: 700 }, (_, i) => `    dense ${from + i}\n`).join('');
    const [old, current] = [`model M:\n    input 1\n${layers(2)}`, `model M:\n    input 1\n${layers(9)}    relu\n`];
    expect(revertAll(parse(old), parse(current))).toBe(old);
  });

  test('of an import path is one change', () => {
    expect(shown('import "a.kyn"\n', 'import "b.kyn"\n')).toEqual(['changed import: a.kyn -> b.kyn']);
  });

  test('of the order of axes puts the lines back, with the comments in them', () => {
    const old = 'sweep:\n    lr = [1, 2]  # rate\n    width = [3, 4]\n';
    const current = 'sweep:\n    width = [3, 5]\n    lr = [1, 2]  # rate\n';
    expect(shown(old, current)).toEqual([
      'order sweep (order of axes): lr, width -> width, lr',
      'changed sweep.width: [3, 4] -> [3, 5]',
    ]);
    expect(revertAll(parse(old), parse(current))).toBe(old);
  });

  test('is hidden where it shows a secret', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const [change] = changesOf('params:\n    token = "x"\n', `params:\n    token = "${secret}"\n`);
    expect(change?.current).not.toContain(secret);
  });

  test('is unknown in a spec with a syntax error', () => {
    expect(leafChanges(parse(SPEC), parse(`${SPEC}???\n`))).toBeUndefined();
    expect(leafChanges(parse(`${SPEC}???\n`), parse(SPEC))).toBeUndefined();
    expect(revertAll(parse(SPEC), parse(`${SPEC}???\n`))).toBeUndefined();
  });
});

describe('a repeated name', () => {
  test('of a block makes an absent key something else than its default', () => {
    const [first, second] = ['dataset E:\n    target = "y"\n', '    split = 0.8\n'];
    const old = `${first}${second}\n${first}${second}`;
    expect(shown(old, `${first}\n${first}${second}`)).toEqual(['removed dataset E.split: 0.8 -> (absent)']);
    expect(shown(`${first}${second}`, first)).toEqual([]);
  });

  test('of a key or a block keeps its order, also where others moved', () => {
    const keys = (...lines: string[]): string => `params:\n${lines.map(line => `    ${line}\n`).join('')}`;
    expect(revertAll(parse(keys('a = 1', 'b = 1', 'a = 2')), parse(keys('b = 1', 'a = 1')))).toBe(
      keys('b = 1', 'a = 1', 'a = 2'),
    );
    const [one, two, train, end] = [
      'params:\n    a = 1',
      'params:\n    a = 2',
      'train:\n    seed = 1',
      'evaluate:\n    a = 1',
    ];
    const blocks = (...parts: (string | undefined)[]): string => `${parts.join('\n\n')}\n`;
    expect(revertAll(parse(blocks(one, train, two)), parse(blocks(train, one)))).toBe(blocks(train, one, two));
    expect(revertAll(parse(blocks(one, train, two, end)), parse(blocks(train, end, one)))).toBe(
      blocks(train, end, one, two),
    );
  });
});

describe('a line that is inserted again', () => {
  const spec = (...lines: string[]): string => ['train:', ...lines.map(line => `    ${line}`), ''].join('\n');

  test.each([
    [
      'between comments',
      ['# one', 'a = 1', '# two', 'b = 2', '# three', 'c = 3'],
      ['# one', 'a = 1', '# two', '# three', 'c = 3'],
    ],
    ['below the header', ['a = 1', 'b = 2'], ['b = 2']],
    ['below a line that was added', ['a = 1', '# note', 'b = 2'], ['a = 1', 'x = 0', '# note']],
    ['twice', ['# one', 'a = 1', '# two', 'b = 2'], ['# one', '# two']],
  ])('is %s where it was', (_, old, current) => {
    expect(revertAll(parse(spec(...old)), parse(spec(...current)))).toBe(spec(...old));
  });

  test('keeps its comment', () => {
    expect(revertAll(parse(SPEC), parse(SPEC.replace('    dense 64 relu   # wide\n', '')))).toBe(SPEC);
  });
});

describe('comments that a block has above it', () => {
  const [a, b] = ['# First.\nparams:\n    lr = 1\n', '# Second.\ntrain:\n    epochs = 1\n'];

  test.each([
    ['go with a block that was added', `${a}\n${b}`, `${a}\n# New.\ndataset D:\n    target = "y"\n\n${b}`],
    ['go with the first block', `${b}`, `${a}\n${b}`],
    ['come back with a removed block', `${a}\n${b}`, `${b}`],
  ])('%s', (_, old, current) => {
    expect(revertAll(parse(old), parse(current))).toBe(old);
  });

  test('stay where others changed too', () => {
    const restored = revertAll(
      parse(`${a}\n${b}`),
      parse(`${a}\n# Mine.\ndataset D:\n    target = "y"\n\n# Mine too.\n${b}`),
    );
    expect(restored).toContain('# Mine.');
    expect(restored).toContain('# Mine too.');
  });
});

describe('what has no effect', () => {
  test.each([
    ['comments', SPEC.replace('# wide', '# narrow'), ['comment removed: # wide', 'comment added: # narrow']],
    ['blanks', SPEC.replace('epochs = 3', 'epochs  =  3'), ['blanks and blank lines']],
    [
      'the order of keys',
      SPEC.replace('    model = Net\n', '').replace('= 3\n', '= 3\n    model = Net\n'),
      ['the order of lines'],
    ],
    [
      'the form of a number',
      SPEC.replace('0.1', '0.10'),
      ['the form of values, explicit defaults or the order of lines'],
    ],
    ['line ends', SPEC.replaceAll('\n', '\r\n'), []],
    ['a changed setting', SPEC.replace('epochs = 3', 'epochs = 4'), []],
    ['a setting with its comment', SPEC.replace('    dense 64 relu   # wide\n', ''), []],
  ])('%s', (_, current, expected) => {
    expect(current).not.toBe(SPEC);
    expect(withoutEffect(SPEC, current)).toEqual(expected);
  });

  test('is at its place in the current text', () => {
    const current = SPEC.replace('0.1\n', '0.22  # less\n');
    const [added] = changesWithoutEffect(parse(SPEC), parse(current));
    expect(added).toMatchObject({ kind: 'comment', current: '# less' });
    const { start, end } = (added as { span: Span }).span;
    expect(current.slice(start, end)).toBe('# less');
  });
});
