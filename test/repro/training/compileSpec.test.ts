// Compiling a spec with a host: its data, imports, params and settings.
import { expect, test } from 'vitest';
import { defaultOptions } from '../../../src-shared/kyn/catalogue/options';
import { readOverrides } from '../../../src-shared/kyn/compile/overrides';
import { compose, nothingImported } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { type CompileRequest, compileSpec } from '../../../src-shared/repro/training/compileSpec';
import { houseDataset, houseModel, houseSpec, houseTrain } from '../../specFixture';
import { hostOf } from '../memory';

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n2,3,4,5,6\n';

const compile = (text: string, files: Readonly<Record<string, string>>, more: Partial<CompileRequest> = {}) =>
  compileSpec(hostOf(files), {
    label: 'sub/spec.kyn',
    path: '/w/sub/spec.kyn',
    text,
    cwd: '/w',
    generator: 'kyn 1.2.3',
    composition: () => nothingImported,
    ...more,
  });

function overridesOf(...texts: readonly string[]) {
  const read = readOverrides(texts);
  if (!read.ok) throw new Error(read.problems.join());
  return read.overrides;
}

test('the plan names the generator, the spec, its hash and the params', () => {
  const overrides = overridesOf('lr=1e-3');
  const result = compile(houseSpec, { '/w/data/houses.csv': CSV }, { overrides });
  expect(result.ok && result.plan.origin).toEqual({
    generator: 'kyn 1.2.3',
    spec: 'sub/spec.kyn',
    configHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    overrides: [['lr', '1e-3']],
  });
  expect(result.ok && result.script).toContain(result.ok ? result.plan.origin.configHash : '?');
});

test.each([
  ['both places', ['/w/data/houses.csv', '/w/sub/data/houses.csv'], '/w/data/houses.csv'],
  ['the folder of the spec', ['/w/sub/data/houses.csv'], '/w/sub/data/houses.csv'],
])('the data is in %s', (_, paths, expected) => {
  const result = compile(houseSpec, Object.fromEntries(paths.map(path => [path, CSV])));
  expect(result.ok && result.plan.data.csv).toBe(expected);
});

test.each(["it's $HOME.csv", 'a b\u00e4\u4e2d.csv', '../up/rows.csv', '/abs/rows.csv'])('the data is %j', name => {
  const path = name.startsWith('/') ? name : name.startsWith('..') ? '/up/rows.csv' : `/w/${name}`;
  const result = compile(houseSpec.replace('data/houses.csv', name), { [path]: CSV });
  expect(result.ok && result.plan.data.csv).toBe(path);
});

test('a column that the data does not have is a finding, as everywhere', () => {
  const { findings } = compile(houseSpec, { '/w/data/houses.csv': 'a,b,c,d,cost\n1,2,3,4,5\n' });
  expect(findings.map(d => d.code)).toContain('csv-target');
});

test('an import that is missing is an error', () => {
  const tree = parse(`import "gone.kyn"\n${houseTrain}`);
  const composition = compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, problem: 'missing' }));
  const result = compile(tree.text, { '/w/data/houses.csv': CSV }, { composition: () => composition });
  expect(result.ok).toBe(false);
  expect(result.findings.map(d => `${d.severity} ${d.code}`)).toContain('error import-problem');
});

test('a merge conflict is not compiled', () => {
  const text = `<<<<<<< a\n${houseSpec}=======\n${houseSpec}>>>>>>> b\n`;
  const result = compile(text, { '/w/data/houses.csv': CSV });
  expect(result.ok).toBe(false);
  expect(result.findings.map(d => d.severity)).toContain('error');
});

test('a word of the settings is an error, reported once', () => {
  const options = { ...defaultOptions, extraWords: { activation: ['swish'] } };
  const result = compile(houseSpec.replace('linear', 'swish'), { '/w/data/houses.csv': CSV }, { options });
  expect(result.ok).toBe(false);
  const found = result.findings.filter(d => d.code === 'builtin-word');
  expect(found.map(d => d.severity)).toEqual(['error']);
});

test.each([
  ['adam', 'adm', 'unknown-word', '`adm` is not a known optimizer; did you mean `adam`?'],
  ['linear', 'rellu', 'unknown-word', '`rellu` is not a known activation; did you mean `relu`?'],
  ['lr=$lr', 'lr=$lr, rate=1', 'call-arguments', '`adam` has no known argument `rate`; the documentation lists `lr`.'],
])('a mistake that a check names is one error: %s as %s', (word, mistake, code, message) => {
  const result = compile(houseSpec.replace(word, mistake), { '/w/data/houses.csv': CSV });
  expect(result.ok).toBe(false);
  expect(result.findings.map(d => [d.severity, d.code, d.message])).toEqual([['error', code, message]]);
});

test('a warning about something else remains a warning', () => {
  const text = `${houseSpec.replace('linear', 'rellu')}    scheduler = onecycle(max_lr=0.1, rate=1)\n`;
  const options = { ...defaultOptions, extraWords: { activation: ['rellu'] } };
  const { findings } = compile(text.replace('adam', 'lion'), { '/w/data/houses.csv': CSV }, { options });
  expect(findings.map(d => `${d.severity} ${d.code}`)).toEqual([
    'error builtin-word',
    'error unknown-word',
    'error call-arguments',
  ]);
  const warned = houseSpec.replace('mse', 'cross_entropy').replace('1 linear', '2 softmax').replace('adam', 'lion');
  expect(compile(warned, { '/w/data/houses.csv': CSV }).findings.map(d => `${d.severity} ${d.code}`)).toEqual([
    'warning softmax-loss',
    'error unknown-word',
  ]);
});

test('a param that does not exist is a problem', () => {
  const result = compile(houseSpec, { '/w/data/houses.csv': CSV }, { overrides: overridesOf('rl=1') });
  expect(!result.ok && result.problems).toEqual(['`rl` is not a param of this spec. Did you mean `lr`?']);
});

test('nothing is written', () => {
  const host = hostOf({ '/w/data/houses.csv': CSV });
  const before = [...host.files.keys()];
  const tree = parse(houseDataset + houseModel);
  compileSpec(host, {
    ...{ label: 'a', path: '/w/a.kyn', text: tree.text, cwd: '/w', generator: 'kyn' },
    composition: () => nothingImported,
  });
  expect([...host.files.keys()]).toEqual(before);
});
