// The outputs of the stages in a dvc.yaml.
import { expect, test } from 'vitest';
import { dvcOutputs } from '../../../src-shared/repro/data/dvcStages';
import { caseCount } from '../../cases';

const outputs = (text: string) =>
  dvcOutputs(text, '/w/p/dvc.yaml').map(o => `${o.stage} ${o.path}${o.isCached ? '' : ' not cached'}`);

test.each([
  ['a path', 'stages:\n  a:\n    cmd: x\n    outs:\n      - d.csv\n', ['a /w/p/d.csv']],
  [
    'a path out of the folder',
    'stages:\n  a:\n    outs: [../d.csv, ./e/, src/../f.csv]\n',
    ['a /w/d.csv', 'a /w/p/e', 'a /w/p/f.csv'],
  ],
  ['a working folder', 'stages:\n  a:\n    wdir: ../q\n    outs: [d.csv]\n', ['a /w/q/d.csv']],
  [
    'options',
    'stages:\n  a:\n    outs:\n      - d.csv:\n          cache: false\n      - e.csv: {cache: true}\n      - f.csv: {persist: true}\n',
    ['a /w/p/d.csv not cached', 'a /w/p/e.csv', 'a /w/p/f.csv'],
  ],
  [
    'metrics and plots',
    'stages:\n  a:\n    metrics: [m.json]\n    plots: [p.csv: {x: y}]\n',
    ['a /w/p/m.json', 'a /w/p/p.csv'],
  ],
  [
    'aliases',
    'x: &path d.csv\ny: &list [e.csv]\nstages:\n  a: &stage {outs: [*path]}\n  b: {outs: *list}\n  c: *stage\n',
    ['a /w/p/d.csv', 'b /w/p/e.csv', 'c /w/p/d.csv'],
  ],
  [
    'templates',
    'stages:\n  a:\n    wdir: ${w}\n    outs: [d.csv]\n  b:\n    outs: ["${p}/d.csv", e.csv]\n',
    ['b /w/p/e.csv'],
  ],
  ['foreach', 'stages:\n  a:\n    foreach: [1]\n    do:\n      outs: ["${item}.csv"]\n', []],
  ['other types', 'stages:\n  a: 1\n  b: {outs: 1}\n  c: {outs: [1, null, [d.csv], {}]}\n', []],
  ['another file', 'outs:\n  - path: d.csv\n', []],
  ['no YAML', 'stages: [\n', []],
  ['too many levels', `x: ${'['.repeat(200)}${']'.repeat(200)}\nstages:\n  a: {outs: [d.csv]}\n`, []],
  ['an alias of itself', 'stages: &a\n  a: *a\n  b: {outs: [*b]}\n', []],
])('with %s', (_, text, expected) => expect(outputs(text)).toEqual(expected));

test('a text of aliases of aliases, of deep lists or of many stages costs no more than its length', () => {
  const count = caseCount(10_000);
  const list = `x: &l [${Array.from({ length: 1000 }, (__, i) => `${i}.csv`).join(', ')}]\n`;
  const stages = Array.from({ length: count }, (__, i) => `  s${i}: {outs: *l}\n`).join('');
  expect(outputs(`${list}stages:\n${stages}`).length).toBeLessThanOrEqual(10_000);
  const doubled = Array.from({ length: 30 }, (__, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('');
  expect(outputs(`a0: &a0 [d.csv]\n${doubled}stages:\n  s: {outs: *a30}\n`)).toEqual([]);
});
