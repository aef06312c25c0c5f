// Values as trackers write them: YAML, numbers, packages, and whether two are the same.
import { expect, test } from 'vitest';
import { isoTime } from '../../../src-shared/runs/trackers/values/isoTime';
import { leavesOf } from '../../../src-shared/runs/trackers/values/leaves';
import { numberToken } from '../../../src-shared/runs/trackers/values/numberToken';
import { readYaml } from '../../../src-shared/runs/trackers/values/readYaml';
import { packagesOf } from '../../../src-shared/runs/trackers/values/requirements';
import { sameValue } from '../../../src-shared/runs/trackers/values/sameValue';
import { seedsOf } from '../../../src-shared/runs/trackers/values/seeds';
import { tomlNumbers } from '../../../src-shared/runs/trackers/values/tomlNumbers';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { jsonNumber, jsonString } from '../../../src-shared/text/makeJson';
import { artifactValue, printJson } from '../../../src-shared/text/outputJson';

const json = (node: JsonNode | undefined): string | undefined =>
  node && printJson(artifactValue(node)).replace(/\s+/g, '');

test.each([
  ['no: on\nyes: 1:30\n', '{"no":"on","yes":"1:30"}'],
  [
    'a: 1e-3\nb: .5\nc: 0x1F\nd: .nan\ne: -.inf\nf: 9007199254740993\ng: 0.10\n',
    '{"a":1e-3,"b":0.5,"c":31,"d":"NaN","e":"-Infinity","f":9007199254740993,"g":0.10}',
  ],
  [
    'a: !!python/tuple [1, 2]\nb: !!python/object:x.Y {c: 1}\n',
    '{"a":"!!python/tuple[1,2]","b":"!!python/object:x.Y{c:1}"}',
  ],
  ['a: &x {b: 1}\nc: *x\n', '{"a":{"b":1},"c":{"b":1}}'],
  ['a: 1\na: 2\n', '{"a":2}'],
  ['1: a\n2: b\n', '{"1":"a","2":"b"}'],
  // Two keys in YAML, which would be one in JSON.
  ['1: a\n"1": b\n', '{"1":"b","1(number)":"a"}'],
  ['"true": a\ntrue: b\n~: c\n"~": d\n', '{"true":"a","true(boolean)":"b","~(null)":"c","~":"d"}'],
  ['"[1]": a\n? [1]\n: b\n"a\\tb": c\n', '{"[1]":"a","[1](list)":"b","a\\tb":"c"}'],
])('%j is read as %s', (text, expected) => {
  expect(json(readYaml(text))).toBe(expected);
});

test('YAML that is broken, nested too deeply or repeats too much is not read', () => {
  expect(readYaml('{')).toBeUndefined();
  expect(readYaml('['.repeat(5000))).toBeUndefined();
  expect(readYaml('a: *missing\n')).toBeUndefined();
  expect(readYaml('a: 1\n---\na: 2\n')).toBeUndefined();
  const bomb = Array.from(
    { length: 12 },
    (_, i) =>
      `l${i + 1}: &l${i + 1} [${Array(10)
        .fill(i === 0 ? 1 : `*l${i}`)
        .join(', ')}]\n`,
  );
  expect(readYaml(bomb.join(''))).toBeUndefined();
});

test('a long value with a tag keeps its end, and many of them are not read', () => {
  const of = (end: string) => json(readYaml(`a: !!python/tuple [${'1, '.repeat(1000)}${end}]\n`));
  expect(of('2')).not.toBe(of('3'));
  const repeated = `a: &x !!python/tuple [${'1, '.repeat(10_000)}2]\n${Array.from({ length: 1000 }, (_, i) => `k${i}: *x\n`).join('')}`;
  expect(readYaml(repeated)).toBeUndefined();
});

test('a key with a dot hides no setting of the same path', () => {
  const leaves = leavesOf(parseJson('{"a.b": 1, "a": {"b": 2}}').value ?? jsonString(''));
  expect([...leaves].map(([path, node]) => [path, json(node)])).toEqual([
    ['a.b', '1'],
    ['a.b (2)', '2'],
  ]);
  expect(leavesOf(parseJson('{"": 1, "a": {"": 2}}').value ?? jsonString('')).size).toBe(2);
});

test.each([
  ['2023-10-10T07:12:22.392928', '2023-10-10T07:12:22.392Z'],
  ['2025-05-12T20:28:13-04:00', '2025-05-13T00:28:13.000Z'],
  ['2023-02-30T00:00:00', undefined],
  ['2023-13-01T00:00:00', undefined],
  ['2023-10-10T07:12:22 or so', undefined],
  ['2023-10-10', undefined],
])('the time %j is %j', (text, expected) => {
  const time = isoTime(text);
  expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(expected);
});

test.each([
  ['1e-05', '1e-05'],
  ['+007', '7'],
  ['nan', 'NaN'],
  ['-Infinity', '-Infinity'],
  ['inf', 'Infinity'],
  ['1.', '1.0'],
  ['.', undefined],
  ['0.1.2', undefined],
  ['', undefined],
  ['1'.repeat(2000), undefined],
])('the token of %j is %j', (text, token) => {
  expect(numberToken(text)).toBe(token);
});

test.each<[JsonNode, JsonNode, string]>([
  [jsonString('0.10'), jsonNumber('0.1'), 'written-differently'],
  [jsonNumber('1'), jsonNumber('1.0'), 'written-differently'],
  [jsonNumber('9007199254740993'), jsonNumber('9007199254740992'), 'differs'],
  [jsonNumber('9007199254740993'), jsonNumber('9007199254740992.0'), 'differs'],
  [jsonString('True'), parseJson('true').value as JsonNode, 'written-differently'],
  [jsonString('None'), parseJson('null').value as JsonNode, 'written-differently'],
  [jsonString('[0, 1]'), parseJson('[0,1.0]').value as JsonNode, 'written-differently'],
  [jsonString("['a']"), parseJson('["a"]').value as JsonNode, 'unknown'],
  [jsonString('adam'), jsonString('Adam'), 'differs'],
  [jsonString('adam'), jsonString('adam'), 'same'],
])('%j and %j: %s', (a, b, expected) => {
  expect(sameValue(a, b)).toBe(expected);
});

test('packages are named as PyPI compares them; one without an exact version has none', () => {
  const text =
    'Typing_Extensions==4.15.0\n# x\ntorch==2.9.1+cu121 ; python_version > "3"\nown @ file:///home/alice/own\nnumpy>=1\n-r other.txt\nuvicorn[standard]==0.1\n';
  expect([...packagesOf(text)]).toEqual([
    ['typing-extensions', '4.15.0'],
    ['torch', '2.9.1+cu121'],
    ['own', undefined],
    ['numpy', undefined],
    ['uvicorn', '0.1'],
  ]);
});

test('a seed is wherever it was put; one that was left to chance is none', () => {
  const { value } = parseJson(
    '{"seed": 1, "SEED": 2, "train": {"numpy_seed": 3}, "random_state": null, "seeds": 4, "proceed": 5, "seed_dir": "x"}',
  );
  expect([...seedsOf(leavesOf(value as JsonNode)).keys()]).toEqual(['seed', 'SEED', 'train.numpy_seed']);
});

test('the numbers of a TOML file are read by their path; other values are left out', () => {
  const text =
    '# m\nloss = 0.5 # end\nn = 1_000\nname = "x = 1"\nwhen = 2020-01-01\n\n[eval]\nacc = nan\n[eval."a b"] # t\nf1.top = 1e-3\n';
  expect(json(tomlNumbers(text))).toBe('{"loss":0.5,"n":1000,"eval/acc":"NaN","eval/ab/f1/top":1e-3}');
});

test.each(['a = """\nloss = 1\n"""\n', 'a = 1\n[[b]]\nc = 2\n', 'a = {b = 1}\nc = 1\n', '{"a" = 1}', 'x', ''])(
  'TOML with another form is not read: %j',
  text => {
    expect(tomlNumbers(text)).toBeUndefined();
  },
);
