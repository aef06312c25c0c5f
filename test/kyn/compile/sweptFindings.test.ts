// Values of a sweep that the built-in compiler cannot express are reported at their place, once, and what did not change is not planned again.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../../src-shared/kyn/catalogue/options';
import { MAX_LINES, MAX_VALUES } from '../../../src-shared/kyn/compile/sweptFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { houseDataset, houseModel, houseSpec, houseTrain } from '../../specFixture';
import { analyzed, type PlanSetup, shown } from './planned';

const QUIET: Options = { ...defaultOptions, unknownWords: 'off' };

const inEditor = (spec: string, setup: PlanSetup = { options: QUIET }): string[] =>
  analyzed(spec, setup)
    .diagnostics.filter(d => d.code.startsWith('builtin-'))
    .map(d => shown(spec, d).replace('The built-in compiler', 'It'));

// A spec with a param and its axis; `use` replaces a text of the spec.
const swept = (param: string, axis: string, [from, to]: readonly [string, string], spec = houseSpec): string =>
  spec
    .replace('params:\n', `params:\n    p = ${param}\n`)
    .replace('dataset', `sweep:\n    p = ${axis}\n\ndataset`)
    .replace(from, to);

const cases: Readonly<Record<string, readonly [spec: string, ...found: readonly string[]]>> = {
  'an activation': [
    swept('"relu"', '["tanh", "swish", "relu", "mish"]', ['linear', '$p']),
    'info builtin-word at "\\"swish\\"": It does not support the activation `swish`; the official one may.',
    'info builtin-word at "\\"mish\\"": It does not support the activation `mish`; the official one may.',
  ],
  'a device': [
    swept('"cpu"', '["cpu", "tpu"]', ['    seed', '    device = $p\n    seed']),
    'info builtin-word at "\\"tpu\\"": It does not support the device `tpu`; the official one may.',
  ],
  'a width': [
    swept('4', '[8, 99999999999999999999]', ['dense 1', 'dense $p relu\n    dense 1']),
    'info builtin-model at "99999999999999999999": It does not support a layer of this width.',
  ],
  'a width that the loss does not allow': [
    swept('1', '[1, 2]', ['dense 1', 'dense $p']),
    'info builtin-model at "2": It compares one output with the target for the loss `mse`, but the model ends with 2.',
  ],
  'a seed': [
    swept('1', '[1, 18446744073709551616]', ['seed = 1', 'seed = $p']),
    'info builtin-value at "18446744073709551616": It cannot use this value: `seed` is outside of the range of 64-bit integers, which PyTorch requires.',
  ],
  'a loss that does not fit the metrics, once for each value': [
    `${swept('"mse"', '["mse", "bce"]', ['loss = mse', 'loss = $p'])}evaluate:\n    metrics = [mae, rmse]\n`,
    'info builtin-metric at "\\"bce\\"": It measures `mae` only with the loss `mse`, not with `bce`.',
  ],
  'a path': [
    `${swept('"a.pt"', '["a.pt", "./run_manifest.json", "../b.pt"]', ['', ''])}export:\n    format = torch\n    path = $p\n`,
    'info builtin-path at "\\"./run_manifest.json\\"": This is the path of the manifest of the run, so the run would overwrite it. Use another path.',
    'info builtin-path at "\\"../b.pt\\"": This path leads out of the folder of a combination, so in a sweep each combination would overwrite the file of another one. Use a path relative to that folder, without `..`.',
  ],
  'the name of a model': [
    `${swept('"Net"', '["Net", "Other"]', ['model = Net', 'model = $p'])}\nmodel Other:\n    input 4\n    conv2d 3\n`,
    'info builtin-word at "\\"Other\\"": It does not support the layer `conv2d`; the official one may.',
  ],
  'an item of a list': [
    `${swept('"mae"', '["r2", "mape"]', ['', ''])}evaluate:\n    metrics = [$p]\n`,
    'info builtin-word at "\\"mape\\"": It does not support the metric `mape`; the official one may.',
  ],
  'a default that an axis replaces': [
    swept('"swish"', '["relu", "mish"]', ['linear', '$p']),
    'info builtin-word at "\\"mish\\"": It does not support the activation `mish`; the official one may.',
    'info builtin-word at "$p": It does not support the activation `swish`; the official one may.',
  ],
};

describe('a value of a sweep', () => {
  test.each(Object.entries(cases))('%s', (_, [spec, ...expected]) => {
    expect(inEditor(spec)).toEqual(expected);
  });

  test('is not reported twice where a check reports it', () => {
    expect(inEditor(swept('"relu"', '["swish", "elu"]', ['linear', '$p']), {})).toEqual([]);
    expect(inEditor(swept('4', '[0, -1, true]', ['dense 1', 'dense $p relu\n    dense 1']))).toEqual([]);
  });

  test('of an imported model is reported in the sweep of the spec', () => {
    const files = { 'lib.kyn': houseDataset + houseModel.replace('linear', '$act') };
    const spec = `import "lib.kyn"\nparams:\n    act = "relu"\n\nsweep:\n    act = ["relu", "swish"]\n\n${houseTrain}`;
    expect(inEditor(spec, { files, options: QUIET })).toEqual([
      'info builtin-word at "\\"swish\\"": `Net` in lib.kyn: It does not support the activation `swish`; the official one may.',
    ]);
  });

  test('has no finding where an override replaces the axis', () => {
    expect(inEditor(swept('"relu"', '["swish"]', ['linear', '$p']), { options: QUIET, params: ['p=tanh'] })).toEqual(
      [],
    );
  });
});

const many = (count: number): string => `[${Array.from({ length: count }, (_, i) => `"w${i}"`).join(', ')}]`;

test('at most 100 values are planned', () => {
  expect(MAX_VALUES).toBe(100);
  const two = swept('"relu"', many(60), ['linear', '$p'])
    .replace('params:\n', 'params:\n    q = "cpu"\n')
    .replace('sweep:\n', `sweep:\n    q = ${many(60)}\n`)
    .replace('    seed', '    device = $q\n    seed');
  expect(inEditor(two)).toHaveLength(100);
});

test('a large model is planned only a few times', () => {
  expect(MAX_LINES).toBe(20_000);
  const layers = '    dense 4 $p\n'.repeat(4990);
  expect(inEditor(swept('"relu"', many(9), ['    dense 1', `${layers}    dense 1`]))).toHaveLength(4);
});

test('findings of values move with the text, and change with what they depend on', () => {
  let before = analyzed(cases['a width that the loss does not allow']?.[0] ?? '');
  const after = (text: string): string[] => {
    before = analyze({ tree: parse(text, before.tree) }, before);
    const found = before.diagnostics.filter(d => d.code.startsWith('builtin-')).map(d => shown(text, d));
    const fresh = analyze({ tree: parse(text) }).diagnostics.filter(d => d.code.startsWith('builtin-'));
    expect(found).toEqual(fresh.map(d => shown(text, d)));
    return found.map(line => /at "(.*?)":/.exec(line)?.[1] ?? '');
  };
  const { text } = before.tree;
  expect(after(`# moved\n\n${text}`)).toEqual(['2']);
  expect(after(text.replace('[1, 2]', '[3, 1, 2]'))).toEqual(['3', '2']);
  expect(after(text.replace('dense $p', 'dense $p relu\n    dense 1'))).toEqual([]);
  expect(after(text.replace('loss = mse', 'loss = cross_entropy'))).toEqual([]);
  expect(after(text.replace('p = 1\n', 'p = 2\n'))).toEqual(['mse']);
  expect(after(text)).toEqual(['2']);
});
