// The declared names of a spec: shortcuts give what the whole list would.
import { expect, test } from 'vitest';
import { compose, nothingImported } from '../../../src-shared/kyn/names/compose';
import { type DeclaredKind, scopeOf } from '../../../src-shared/kyn/names/scope';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { caseCount, repeatWith, SEED } from '../../cases';
import { Chance, mutated, randomFrom } from '../mutate';
import { specs } from '../pool';

const KINDS: readonly DeclaredKind[] = ['model', 'dataset'];

test('the first declaration is that of the list, for random specs', () => {
  const chance = new Chance(randomFrom(SEED));
  for (let i = 0; i < caseCount(3000); i++) {
    const { declared } = scopeOf(parse(mutated(chance.of(specs), chance)), nothingImported);
    for (const kind of KINDS) expect(declared.first(kind), repeatWith()).toEqual(declared.all(kind)[0]);
  }
});

test('own declarations come before imported ones, and these in the order of the imports', () => {
  const files = new Map([
    ['a.kyn', 'model A:\n    input 1\n'],
    ['b.kyn', 'dataset B:\n    target = "y"\nmodel B:\n    input 1\n'],
  ]);
  const firstOf = (text: string) => {
    const tree = parse(text);
    const load = (_: string, path: string) => ({ id: path, label: path, tree: parse(files.get(path) ?? '') });
    const { declared } = scopeOf(tree, compose({ id: 'root', tree }, load as never));
    return KINDS.map(kind => {
      expect(declared.first(kind)).toEqual(declared.all(kind)[0]);
      return declared.first(kind)?.name;
    });
  };
  expect(firstOf('import "a.kyn"\nimport "b.kyn"\n')).toEqual(['A', 'B']);
  expect(firstOf('import "b.kyn"\nimport "a.kyn"\n')).toEqual(['B', 'B']);
  expect(firstOf('import "b.kyn"\nmodel Own:\n    input 1\n')).toEqual(['Own', 'B']);
  expect(firstOf('model:\n    input 1\n')).toEqual([undefined, undefined]);
});
