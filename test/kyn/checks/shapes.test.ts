// Checks across blocks: shapes with loss and export, unused names, and sweeps.
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { layerHints } from '../../../src-shared/kyn/training/layerHints';
import { shapesOf } from '../../../src-shared/kyn/training/shapes';

const train = (lines = ''): string => `
train:
    model = Net
    data = D
    loss = mse
    optimizer = adam(lr=0.1)
    epochs = 3
    seed = 1
${lines}`;
const data = 'dataset D:\n    source = csv("d.csv")\n    target = "y"\n\n';
const net = (...layers: string[]): string => `model Net:\n${layers.map(l => `    ${l}\n`).join('')}`;

/** Severity, code, message and source text of each finding. */
function findings(text: string): string[] {
  const tree = parse(text);
  return analyze({ tree }).diagnostics.map(
    d => `${d.severity} ${d.code}: ${d.message} @ ${text.slice(d.span.start, d.span.end)}`,
  );
}

/** A valid spec, except for the given loss and layers. */
const spec = (loss: string, ...layers: string[]): string =>
  data + net('input 4', ...layers) + train().replace('mse', loss);

describe('the output of a model must fit its loss', () => {
  it.each([
    [
      'mse',
      'dense 7 linear',
      [
        'info builtin-model: The built-in compiler compares one output with the target for the loss `mse`, but the model ends with 7. @ mse',
      ],
    ],
    ['bce', 'dense 1 sigmoid', []],
    [
      'bce',
      'dense 2 sigmoid',
      ['error output-units: `bce` needs exactly 1 output unit, but the model `Net` ends with 2. @ bce'],
    ],
    [
      'cross_entropy',
      'dense 1 linear',
      [
        'error output-units: `cross_entropy` needs at least 2 output units, but the model `Net` ends with 1. @ cross_entropy',
      ],
    ],
    ['nll', 'dense 3 log_softmax', []],
    [
      'cross_entropy',
      'dense 3 softmax',
      [
        'warning softmax-loss: `cross_entropy` already applies softmax, but the model ends with `softmax`; use `linear` there. @ cross_entropy',
      ],
    ],
    [
      'bce',
      'batchnorm',
      ['error output-units: `bce` needs exactly 1 output unit, but the model `Net` ends with 4. @ bce'],
    ],
    [
      'bce',
      'conv 3',
      ['warning unknown-word: `conv` is not a known layer; known: `input`, `dense`, `dropout`, `batchnorm`. @ conv'],
    ],
  ])('%s after %s', (loss, layer, expected) => {
    expect(findings(spec(loss, layer))).toEqual(expected);
  });

  it('through $name', () => {
    const text = `params:\n    out = 2\n\n${spec('bce', 'dense $out sigmoid')}`;
    expect(findings(text)).toEqual([
      'error output-units: `bce` needs exactly 1 output unit, but the model `Net` ends with 2. @ bce',
    ]);
  });
});

describe('the input shape of an export must fit the model', () => {
  const exported = (shape: string): string =>
    `${spec('mse', 'dense 1 linear')}\nexport:\n    format = onnx\n    path = "m.onnx"\n    input_shape = ${shape}\n`;
  it('is reported at the number', () => {
    expect(findings(exported('[1, 4]'))).toEqual([]);
    expect(findings(exported('[1, 5]'))).toEqual([
      'warning onnx-shape: The model takes 4 features, but `input_shape` ends with 5. @ 5',
    ]);
  });
});

describe('unused names', () => {
  it('are faded: params, models, datasets', () => {
    const more = `params:\n    a = 1\n\n${spec('mse', 'dense 1 linear')}\nmodel Other:\n    input 1\n\ndataset E:\n    source = csv("e.csv")\n    target = "y"\n`;
    expect(findings(more)).toEqual([
      'hint unused: Nothing in this spec uses the param `a`. @ a',
      'hint unused: Nothing in this spec uses the model `Other`. @ Other',
      'hint unused: Nothing in this spec uses the dataset `E`. @ E',
    ]);
    expect(analyze({ tree: parse(more) }).diagnostics.every(d => d.unused === true)).toBe(true);
  });

  it('are not reported in a library, or if a line has a fault', () => {
    expect(findings(data + net('input 4')).filter(f => f.includes(' unused:'))).toEqual([]);
    expect(
      findings(`params:\n    a = 1\n\n${spec('mse', 'dense 1 linear')}    batch = \n`).filter(f =>
        f.includes(' unused:'),
      ),
    ).toEqual([]);
  });
});

describe('unused names of an edited spec', () => {
  const more = `${spec('mse', 'dense 1 linear')}\nmodel Other:\n    input 1\n\ndataset E:\n    source = csv("e.csv")\n    target = "y"\n`;
  // The names and their uses stay the same, but not whether the train block has a valid `model` and `data`.
  it.each([
    ['    model = 3\n    model = Net\n', '    model = Net\n    model = 3\n'],
    ['    data = 3\n    data = D\n', '    data = D\n    data = 3\n'],
  ])('are those of a fresh analysis: %j to %j', (before, after) => {
    const line = `${/^ {4}(?:model|data) = [A-Z]\w*/.exec(after)?.[0]}\n`;
    expect(more).toContain(line);
    const [first, second] = [parse(more.replace(line, before)), parse(more.replace(line, after))];
    const unused = (tree: typeof first, earlier?: ReturnType<typeof analyze>) =>
      analyze({ tree }, earlier).diagnostics.flatMap(d => (d.code === 'unused' ? [d.message] : []));
    const edited = parse(more.replace(line, after), first);
    const earlier = analyze({ tree: first });
    expect(unused(edited, earlier)).toEqual(unused(second));
    expect(unused(second)).not.toEqual(unused(first));
  });
});

describe('sweeps', () => {
  const swept = (axis: string): string =>
    `params:\n    lr = 0.1\n    other = 1\n\nsweep:\n    ${axis}\n\n${spec('mse', 'dense 1 linear').replace('lr=0.1', 'lr=$lr')}    batch = $other\n`;
  it('must have an effect', () => {
    expect(findings(swept('lr = [0.1, 0.2]'))).toEqual([]);
    const idle = swept('other = [1, 2]').replace('batch = $other', 'batch = 1');
    expect(findings(idle)).toEqual([
      'hint unused: Nothing in this spec uses the param `other`. @ other',
      'warning sweep-effect: Nothing uses `$other`, so every value of this axis runs the same training. @ other',
    ]);
  });

  it('must not have more than 1,000 combinations', () => {
    const axis = (n: number): string => `[${Array.from({ length: n }, (_, i) => i + 1).join(', ')}]`;
    expect(findings(swept(`lr = ${axis(10)}\n    other = ${axis(100)}`))).toEqual([]);
    expect(findings(swept(`lr = ${axis(11)}\n    other = ${axis(91)}`))).toEqual([
      'warning sweep-size: This sweep has 1,001 combinations, and each of them is a full training run. @ sweep',
    ]);
  });

  it('report the values of an axis that are not checked', () => {
    const axis = (n: number): string => `[${Array.from({ length: n }, (_, i) => i + 1).join(', ')}]`;
    expect(findings(swept(`lr = ${axis(100)}`))).toEqual([]);
    expect(findings(swept(`lr = ${axis(102)}`))).toEqual([
      'info sweep-size: Only the first 100 of the 102 values of `lr` are checked. Split the sweep to check the others. @ 101, 102',
    ]);
  });

  it('report the runs whose model is not checked', () => {
    const sweepOf = (layers: number): string =>
      `params:\n    n = 3\n\nsweep:\n    n = [${Array.from({ length: 100 }, (_, i) => i + 4).join(', ')}]\n\n` +
      spec('mse', ...Array<string>(layers - 3).fill('dropout 0.5'), 'dense $n relu', 'dense 1 linear');
    expect(findings(sweepOf(1000))).toEqual([]);
    expect(findings(sweepOf(2000))).toEqual([
      'info sweep-size: The runs from `n = 54` on are not checked with their model, because this sweep has more than 100,000 layers in total. Split the sweep to check them. @ 54',
    ]);
  });
});

describe('shapes', () => {
  it('follow the layers up to an unknown one', () => {
    const tree = parse(net('input 10', 'dense 64 relu', 'batchnorm', 'dropout 0.5', 'conv 3', 'dense 2 linear'));
    const analysis = analyze({ tree });
    const model = analysis.scope.declared.all('model')[0];
    const shape = model && shapesOf(model.block, analysis.scope.params);
    expect(shape?.layers.map(l => [l.width, l.params])).toEqual([
      [10, 0],
      [64, 704],
      [64, 128],
      [64, 0],
      [undefined, undefined],
      [2, undefined],
    ]);
    expect(shape).toMatchObject({ width: 2 });
    expect(shape?.params).toBeUndefined();
  });

  it.each([
    ['a model without layers', 'model Net:\n'],
    ['a model whose lines are comments', 'model Net:\n    # input 4\n'],
  ])('of %s are not known', (_, text) => {
    const analysis = analyze({ tree: parse(text) });
    const model = analysis.scope.declared.all('model')[0];
    const shape = model && shapesOf(model.block, analysis.scope.params);
    expect(shape).toEqual({ layers: [] });
    expect(model && layerHints(model.block, analysis.scope.params)).toEqual({ layers: [] });
  });

  it('of a model without layers are not reported as nothing to train', () => {
    const text = 'model Net:\n\ntrain:\n    model = Net\n';
    expect(findings(text).filter(f => f.includes('nothing-to-train'))).toEqual([]);
    const withoutWeights = text.replace('Net:\n', 'Net:\n    input 4\n');
    expect(findings(withoutWeights).filter(f => f.includes('nothing-to-train'))).toHaveLength(1);
  });
});
