// The imported files in a comparison of two specs.
import { expect, test } from 'vitest';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { type ComparedImport, compareSpecs } from '../../../src-shared/repro/compare/specs';

const files = (...names: string[]): ComparedImport[] =>
  names.map(name => ({ label: name, configHash: name.replace(/^.*\//, '') }));

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

test('imports that cannot all be read are not compared', () => {
  expect(reasons(files('1'), undefined)[0]).toContain('it is not known whether they are equal');
});
