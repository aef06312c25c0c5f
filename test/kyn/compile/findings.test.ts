// What the built-in compiler cannot express: an error when a spec is compiled, information in an editor.
import { describe, expect, test } from 'vitest';
import { defaultOptions, type Options } from '../../../src-shared/kyn/catalogue/options';
import { findings } from '../../../src-shared/kyn/compile/findings';
import { rules } from '../../../src-shared/repro/diagnostics/rules';
import { readFixture } from '../../fixture';
import { houseDataset, houseModel, houseSpec, houseTrain } from '../../specFixture';
import { completed } from '../completeSpec';
import { analyzed, findingsOf, type PlanSetup, shown } from './planned';

const QUIET: Options = { ...defaultOptions, unknownWords: 'off' };
const WHY = 'The built-in compiler';

const train = (line: string): string => `${houseSpec}    ${line}\n`;
const layer = (line: string): string => houseSpec.replace('    dense', `    ${line}\n    dense`);
const loss = (name: string): string => houseSpec.replace('loss = mse', `loss = ${name}`);
const onnx = (shape: string): string =>
  `${houseSpec}export:\n    format = onnx\n    path = "m"\n    input_shape = ${shape}\n`;
const metrics = (names: string, spec = houseSpec): string => `${spec}evaluate:\n    metrics = ${names}\n`;

const EARLY_STOP = `${WHY} cannot read this form of \`early_stop\`; it reads \`early_stop = 5\` or \`early_stop = early_stop(patience=5, min_delta=0.0)\`.`;
const CHECKPOINT = `${WHY} cannot read this form of \`checkpoint\`; it reads \`checkpoint = checkpoint(path="checkpoint.pt", every=1)\`.`;

// The spec, and its findings: the code, the text at the place, and the message. Words in these specs are accepted by the settings.
const cases: Readonly<Record<string, readonly [spec: string, ...found: readonly (readonly string[])[]]>> = {
  'a layer': [
    layer('conv2d 8 3'),
    ['builtin-word', 'conv2d', `${WHY} does not support the layer \`conv2d\`; the official one may.`],
  ],
  'two layers and an activation': [
    layer('conv2d 8\n    pool\n    dense 4 swish'),
    ['builtin-word', 'conv2d', `${WHY} does not support the layer \`conv2d\`; the official one may.`],
    ['builtin-word', 'pool', `${WHY} does not support the layer \`pool\`; the official one may.`],
    ['builtin-word', 'swish', `${WHY} does not support the activation \`swish\`; the official one may.`],
  ],
  'a loss': [
    loss('huber'),
    ['builtin-word', 'huber', `${WHY} does not support the loss \`huber\`; the official one may.`],
  ],
  'an optimizer': [
    houseSpec.replace('adam', 'lion'),
    ['builtin-word', 'lion', `${WHY} does not support the optimizer \`lion\`; the official one may.`],
  ],
  'a scheduler': [
    train('scheduler = warmup(steps=3)'),
    ['builtin-word', 'warmup', `${WHY} does not support the scheduler \`warmup\`; the official one may.`],
  ],
  'a device': [
    train('device = tpu'),
    ['builtin-word', 'tpu', `${WHY} does not support the device \`tpu\`; the official one may.`],
  ],
  'a metric': [
    metrics('[mae, mape]'),
    ['builtin-word', 'mape', `${WHY} does not support the metric \`mape\`; the official one may.`],
  ],
  'an argument of an optimizer': [
    houseSpec.replace('lr=$lr', 'lr=$lr, momentum=0.9'),
    [
      'builtin-argument',
      'momentum=0.9',
      `${WHY} does not support the argument \`momentum\` of \`adam\`; the official one may.`,
    ],
  ],
  'an argument of a scheduler': [
    train('scheduler = cosine(5)'),
    ['builtin-argument', '5', `${WHY} does not support this argument of \`cosine\`; the official one may.`],
  ],
  'several outputs for `mse`': [
    houseSpec.replace('dense 1', 'dense 2'),
    [
      'builtin-model',
      'mse',
      `${WHY} compares one output with the target for the loss \`mse\`, but the model ends with 2.`,
    ],
  ],
  'a layer that is too wide': [
    layer('dense 99999999999999999999 relu'),
    ['builtin-model', '99999999999999999999', `${WHY} does not support a layer of this width.`],
  ],
  'a model without weights': [
    houseSpec.replace('    dense 1 linear\n', '').replace('input 4', 'input 1'),
    ['builtin-model', 'Net', `${WHY} cannot train a model without weights.`],
  ],
  'a metric for numbers with classes': [
    metrics('[mae]', loss('bce')),
    ['builtin-metric', 'mae', `${WHY} measures \`mae\` only with the loss \`mse\`, not with \`bce\`.`],
  ],
  'metrics for classes with numbers': [
    metrics('[rmse, accuracy, f1]'),
    ...['accuracy', 'f1'].map(name => [
      'builtin-metric',
      name,
      `${WHY} measures \`${name}\` only with the loss \`bce\`, \`cross_entropy\` or \`nll\`, not with \`mse\`.`,
    ]),
  ],
  'an input shape of another width': [
    onnx('[1, 5]'),
    [
      'builtin-shape',
      '[1, 5]',
      `${WHY} exports a model that takes 4 features only with an \`input_shape\` like \`[1, 4]\`.`,
    ],
  ],
  'an input shape of three numbers': [
    onnx('[1, 2, 4]'),
    [
      'builtin-shape',
      '[1, 2, 4]',
      `${WHY} exports a model that takes 4 features only with an \`input_shape\` like \`[1, 4]\`.`,
    ],
  ],
  'a seed of more than 64 bits': [
    houseSpec.replace('seed = 1', 'seed = 18446744073709551616'),
    [
      'builtin-value',
      '18446744073709551616',
      `${WHY} cannot use this value: \`seed\` is outside of the range of 64-bit integers, which PyTorch requires.`,
    ],
  ],
  'a number that Python cannot read': [
    houseSpec.replace('epochs = 3', `epochs = ${'9'.repeat(4301)}`),
    ['builtin-value', '9'.repeat(4301), `${WHY} cannot use this value: \`epochs\` is too large.`],
  ],
  'a rate that is infinite': [
    houseSpec.replace('lr=$lr', `lr=${'9'.repeat(400)}.0`),
    ['builtin-value', `adam(lr=${'9'.repeat(400)}.0)`, `${WHY} cannot use this value: \`optimizer\` is too large.`],
  ],
  'an empty path': [
    `${houseSpec}export:\n    format = torch\n    path = ""\n`,
    ['builtin-value', '""', `${WHY} cannot use this value: \`path\` is empty.`],
  ],
  'an empty target': [
    houseSpec.replace('"price"', '""'),
    ['builtin-value', '""', `${WHY} cannot use this value: \`target\` is empty.`],
  ],
  ...Object.fromEntries(
    [
      ...['true', '"5"', '0', '-1', '0.5', '[5]', 'on', 'patience(5)', 'early_stop()', 'early_stop(patience=0)'],
      ...['early_stop(patience=1.5)', 'early_stop(patience=5, min_delta=-1)', 'early_stop(5, mode="min")'],
    ].map(value => [`early_stop = ${value}`, [train(`early_stop = ${value}`), ['builtin-form', value, EARLY_STOP]]]),
  ),
  ...Object.fromEntries(
    [
      ...['true', '"best.pt"', '5', 'checkpoint()', 'checkpoint(path="")', 'checkpoint(path=5)'],
      ...['checkpoint(path="a", every=0)', 'checkpoint(every=2)', 'checkpoint(path="a", best=true)', 'save("a")'],
    ].map(value => [`checkpoint = ${value}`, [train(`checkpoint = ${value}`), ['builtin-form', value, CHECKPOINT]]]),
  ),
};

describe('a spec that cannot be compiled', () => {
  test.each(Object.entries(cases))('%s', (_, [spec, ...expected]) => {
    const setup: PlanSetup = { options: QUIET };
    const lines = (severity: string) =>
      expected.map(([code, place, message]) => `${severity} ${code} at ${JSON.stringify(place)}: ${message}`);
    expect(findingsOf(spec, setup)).toEqual(lines('error'));
  });
});

const inEditor = (spec: string, setup?: PlanSetup): string[] =>
  analyzed(spec, setup)
    .diagnostics.filter(d => d.code.startsWith('builtin-'))
    .map(d => shown(spec, d));

describe('in an editor', () => {
  // A check reports the same place already.
  const REPORTED = ['a model without weights', 'an input shape of another width'];

  test.each(Object.entries(cases))('%s is information', (name, [spec, ...expected]) => {
    const lines = expected.map(([code, place, message]) => `info ${code} at ${JSON.stringify(place)}: ${message}`);
    expect(inEditor(spec, { options: QUIET })).toEqual(REPORTED.includes(name) ? [] : lines);
  });

  test('what is already reported as a warning is not repeated', () => {
    expect(inEditor(layer('dense 4 swish'))).toEqual([]);
    expect(inEditor(layer('conv2d 8'))).toEqual([]);
    expect(inEditor(houseSpec.replace('lr=$lr', 'lr=$lr, momentum=0.9'))).toEqual([]);
    expect(inEditor(train('scheduler = cosine(5)'))).toEqual([]);
    expect(inEditor(metrics('[mape, accuracy]'))).toEqual([
      `info builtin-metric at "accuracy": ${WHY} measures \`accuracy\` only with the loss \`bce\`, \`cross_entropy\` or \`nll\`, not with \`mse\`.`,
    ]);
  });

  test('a library has no findings', () => {
    expect(
      inEditor(houseDataset + layer('conv2d 8').slice(0, layer('').indexOf('train:')), { options: QUIET }),
    ).toEqual([]);
    expect(inEditor(houseDataset + houseModel.replace('dense 1', 'conv2d 1'), { options: QUIET })).toEqual([]);
  });

  test('models that are not trained have no findings', () => {
    expect(inEditor(`${houseSpec}model Other:\n    input 4\n    conv2d 8\n`, { options: QUIET })).toEqual([]);
  });

  test('an incomplete spec has no findings about what is still unknown', () => {
    expect(inEditor('train:\n')).toEqual([]);
    expect(inEditor(`${houseModel}train:\n    model = Net\n`)).toEqual([]);
    expect(inEditor(metrics('[accuracy]').replace('epochs = 3', 'epochs = 0'))).toEqual([]);
    expect(inEditor(onnx('[1, 4]').replace('    input 4\n', ''))).toEqual([]);
    expect(inEditor(`${houseModel}train:\n    early_stop = true\n`)).toEqual([
      `info builtin-form at "true": ${EARLY_STOP}`,
    ]);
  });

  test('a layer that uses one param in many places has one finding for each place', () => {
    const spec = layer('dense 4 $act\n    dense 4 $act').replace('params:', 'params:\n    act = "swish"');
    expect(inEditor(spec, { options: QUIET })).toHaveLength(2);
    expect(inEditor(spec)).toEqual([]);
  });
});

describe('the path of an output', () => {
  const exportTo = (path: string, spec = houseSpec): string =>
    `${spec}export:\n    format = torch\n    path = "${path}"\n`;
  const checkpointAt = (path: string): string => train(`checkpoint = checkpoint(path="${path}")`);
  const sweepOf = (spec: string): string => spec.replace('dataset', 'sweep:\n    lr = [0.1, 0.01]\ndataset');
  const found = (spec: string): string[] =>
    inEditor(spec).map(line => line.replace(/: This path|: This is the path/, ' ...'));

  test.each(['run_manifest.json', './run_manifest.json', 'a/../run_manifest.json', 'a\\\\..//run_manifest.json'])(
    'the manifest, as %s',
    path => {
      const manifest = /^info builtin-path at .* of the manifest of the run, so the run would overwrite it/;
      expect(inEditor(exportTo(path))).toEqual([expect.stringMatching(manifest)]);
      expect(inEditor(checkpointAt(path))).toEqual([expect.stringMatching(manifest)]);
    },
  );

  test('one path for the export and the checkpoint', () => {
    expect(inEditor(exportTo('./x/m.pt', checkpointAt('x/m.pt')))).toEqual([
      'info builtin-path at "\\"./x/m.pt\\"": The export and the checkpoint have the same path, so one would overwrite the other. Use another path.',
    ]);
    expect(inEditor(exportTo('/x/m.pt', checkpointAt('x/m.pt')))).toEqual([]);
  });

  test.each(['/abs/m.pt', '../m.pt', 'a/../../m.pt', 'C:m.pt', '..\\\\m.pt'])('in a sweep, %s', path => {
    expect(found(sweepOf(exportTo(path)))).toEqual([
      expect.stringContaining('leads out of the folder of a combination'),
    ]);
    expect(found(sweepOf(checkpointAt(path)))).toEqual([
      expect.stringContaining('leads out of the folder of a combination'),
    ]);
    expect(found(exportTo(path))).toEqual([]);
  });

  test('a path inside the folder of a run', () => {
    expect(inEditor(sweepOf(exportTo('a/../b/m..pt', checkpointAt('..m.pt'))))).toEqual([]);
  });

  test('a path does not prevent a plan, so that older runs can be reproduced', () => {
    expect(findingsOf(exportTo('run_manifest.json'))).toEqual([]);
  });
});

test('a finding in an imported model is reported where the spec refers to it, once', () => {
  const files = { 'lib.kyn': houseDataset + houseModel.replace('dense 1', 'conv2d 1\n    pool 2\n    dense 1') };
  const spec = `import "lib.kyn"\n${houseTrain}`;
  const expected = `builtin-word at "Net": \`Net\` in lib.kyn: ${WHY} does not support the layer \`conv2d\`; the official one may.`;
  expect(findingsOf(spec, { files, options: QUIET })).toEqual([`error ${expected}`]);
  expect(inEditor(spec, { files, options: QUIET })).toEqual([`info ${expected}`]);
});

test('a value of the command line is reported where it is used', () => {
  const spec = layer('dense 4 $act').replace('params:', 'params:\n    act = "relu"');
  expect(findingsOf(spec, { params: ['act=swish'] })).toEqual([
    `error builtin-word at "$act": ${WHY} does not support the activation \`swish\`; the official one may.`,
  ]);
});

test('a secret is not shown', () => {
  const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
  const spec = layer(`dense 4 ${secret}`);
  expect(findingsOf(spec, { options: QUIET }).join()).toContain('does not support the activation');
  const result = findingsOf(spec, { options: QUIET }).map(line => line.replace(JSON.stringify(secret), ''));
  expect(result.join()).not.toContain(secret);
});

test.each(findings)('the example of $code shows it', ({ code, example = '' }) => {
  const [file] = completed(readFixture(example));
  const text = file?.text ?? '';
  expect([...findingsOf(text), ...inEditor(text)].filter(line => line.includes(` ${code} `))).not.toEqual([]);
});

test('every finding is documented and has a case above', () => {
  const documented = rules.map(r => r.code);
  const used = new Set([
    ...Object.values(cases).flatMap(([, ...found]) => found.map(([code]) => code)),
    'builtin-path',
  ]);
  for (const { code } of findings) {
    expect(documented).toContain(code);
    expect(used).toContain(code);
  }
});
