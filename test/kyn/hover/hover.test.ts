// Hovers on a spec. `$0` is the cursor; blanks, comments and punctuation have no hover.
import { describe, expect, it, test } from 'vitest';
import { blocks, type WordCategory, words } from '../../../src-shared/kyn/catalogue/index';
import { defaultOptions, type Options } from '../../../src-shared/kyn/catalogue/options';
import { hoverAt } from '../../../src-shared/kyn/hover';
import { wordText } from '../../../src-shared/kyn/hover/text';
import { readFixture } from '../../fixture';
import { analysisOf } from '../check';

/** The hover at the cursor of a fixture, prefixed with the text of its span. */
function hovered(fixture: string): string | undefined {
  const files = readFixture(fixture);
  const found = hoverAt(analysisOf(files), files[0]?.cursor ?? -1);
  return found && `${files[0]?.text.slice(found.span.start, found.span.end)}: ${found.markdown}`;
}

const net = (...layers: string[]): string =>
  `params:\n    h = 64\n\nmodel Net:\n${layers.map(l => `    ${l}\n`).join('')}`;

describe('blocks and keys', () => {
  it('describe a block and its keys', () => {
    expect(hovered('tr$0ain:\n    epochs = 1\n')).toMatch(
      /^train: \*\*`train`\*\* · block\n\nThe model and dataset to train.*\n\nRequired: `model`, `data`, `loss`, `optimizer`, `epochs`\n\nOptional: `batch`/,
    );
    expect(hovered('mo$0del Net:\n    input 1\n')).toContain('Layers: `input <n>`, `dense <units> <activation>`');
  });

  it('give type, limits, default, effect and source of a key', () => {
    expect(hovered('dataset D:\n    spl$0it = 0.75\n')).toBe(
      [
        'split: **`split`** · key of `dataset`',
        'The fraction of the rows used for training.',
        'A number greater than 0 and less than 1. Default `0.8`.',
        '**Repeatability:** It determines which rows are held back. Runs with different splits measure their metrics on different rows.',
        '*From the KynML documentation. Not documented, so assumed: the limits.*',
      ].join('\n\n'),
    );
    expect(hovered('export:\n    $0input_shape = [1]\n')).toContain('Required for the format `onnx`.');
    expect(hovered('train:\n    $0epochs = 1\n')).toContain('A whole number greater than 0. Required.');
  });

  it('name the part that is not documented', () => {
    const part = (fixture: string) => /assumed: (.*)\.\*$/.exec(hovered(fixture) ?? '')?.[1];
    expect(part('train:\n    $0optimizer = adam(lr=0.1)\n')).toBe('all optimizers except `adam`');
    expect(part('evaluate:\n    $0metrics = [mae]\n')).toContain('all metrics except `mae` and `rmse`');
    for (const key of ['num_workers', 'pin_memory', 'prefetch'])
      expect(part(`dataset D:\n    $0${key} = 1\n`), key).toBe('the effect');
    expect(part('train:\n    $0loss = mse\n')).toBeUndefined();
  });

  it('are the same on a literal value', () => {
    expect(hovered('train:\n    seed = 4$02\n')).toMatch(/^42: \*\*`seed`\*\* · key of `train`/);
    expect(hovered('dataset D:\n    target = "pr$0ice"\n')).toMatch(/^"price": \*\*`target`\*\*/);
    expect(hovered('train:\n    compile = $0true\n')).toMatch(/^true: \*\*`compile`\*\*/);
  });

  it('give the effect of a key on repeatability', () => {
    const keys = [...blocks.train.keys, ...blocks.dataset.keys].filter(k => k.repro).map(k => k.name);
    expect(keys).toEqual(
      expect.arrayContaining([
        'seed',
        'deterministic',
        'num_workers',
        'precision',
        'compile',
        'device',
        'shuffle',
        'split',
        'batch',
        'epochs',
      ]),
    );
  });

  it('do not exist for unknown keys, keywords and layers', () => {
    expect(hovered('train:\n    epo$0chz = 1\n')).toBeUndefined();
    expect(hovered('tra$0inn:\n    epochs = 1\n')).toBeUndefined();
    expect(hovered('model N:\n    conv$0olve 3\n')).toBeUndefined();
  });
});

describe('words', () => {
  test.each([
    ['train:\n    loss = $0mse\n', 'mse: **`mse`** · loss'],
    ['train:\n    optimizer = ad$0am(lr=0.1)\n', 'adam: **`adam`** · optimizer'],
    ['train:\n    scheduler = $0onecycle(max_lr=0.1)\n', 'onecycle: **`onecycle`** · scheduler'],
    ['train:\n    device = $0cuda\n', 'cuda: **`cuda`** · device'],
    ['train:\n    precision = $0bf16\n', 'bf16: **`bf16`** · precision'],
    ['export:\n    format = $0onnx\n', 'onnx: **`onnx`** · format'],
    ['evaluate:\n    metrics = [mae, $0rmse]\n', 'rmse: **`rmse`** · metric'],
    ['dataset D:\n    source = c$0sv("d.csv")\n', 'csv: **`csv`** · connector'],
    [net('input 1', 'dense 1 $0relu'), 'relu: **`relu`** · activation'],
  ])('%j', (fixture, start) => {
    expect(hovered(fixture)?.startsWith(`${start}\n\n`)).toBe(true);
  });

  it('give the direction in which a metric improves', () => {
    expect(hovered('evaluate:\n    metrics = [$0mae]\n')).toContain('Lower is better.');
    expect(hovered('evaluate:\n    metrics = [$0r2]\n')).toContain('Higher is better.');
  });

  it('give the direction that the settings contain, also for additional words', () => {
    const options: Options = {
      ...defaultOptions,
      extraWords: { metric: ['mape'] },
      metricDirections: { mae: 'higher', mape: 'lower' },
    };
    expect(wordText('metric', 'mae', { options })).toContain('Higher is better.');
    expect(wordText('metric', 'mape', { options })).toContain('Lower is better.');
  });

  it('state whether the documentation names them', () => {
    expect(hovered('train:\n    loss = $0bce\n')).toContain('*Named in the KynML documentation.*');
    expect(hovered('train:\n    device = $0mps\n')).toContain('*Not in the public KynML documentation.');
    expect(hovered(net('input 1', 'dense 1 $0elu'))).toContain('The compiler does not support it.');
  });

  test.each(Object.keys(words) as WordCategory[])('each %s has a description', list => {
    for (const { name, doc } of words[list]) {
      expect(doc, name).toMatch(/\.$/);
      expect(wordText(list, name, { options: defaultOptions }), name).toContain(doc);
    }
  });
});

describe('names', () => {
  const spec = 'params:\n    lr = 0.01\n    h = 2\n\nsweep:\n    lr = [0.1, 0.01]\n    h = [1, 2, 3]\n\n';

  it('of params give value, declaration and sweep', () => {
    const text = [
      '**`$lr`** = `0.01` · param',
      'Declared in `params`, line 2.',
      'Swept over 2 values: `0.1`, `0.01`.',
      '**Repeatability:** `--param lr=…` overrides the value, and CONFIG_HASH does not cover the override.',
    ].join('\n\n');
    expect(hovered(`${spec}train:\n    optimizer = adam(lr=$0$lr)\n`)).toBe(`$lr: ${text}`);
    expect(hovered(spec.replace('    lr = 0.01', '    $0lr = 0.01'))).toBe(`lr: ${text}`);
    expect(hovered('params:\n    a = 1\n\ntrain:\n    seed = $0$b\n')).toContain(
      'The `params` block does not declare it.',
    );
  });

  it('of axes give the value without the sweep and the number of runs', () => {
    expect(hovered(spec.replace('    lr = [', '    $0lr = ['))).toBe(
      [
        'lr: **`lr`** · sweep axis',
        'Swept over 2 values: `0.1`, `0.01`.',
        'Value without the sweep: `0.01` (`params`, line 2).',
        'The sweep makes 6 runs: `lr` 2 × `h` 3.',
      ].join('\n\n'),
    );
  });

  it('of models give layers, widths and parameters, at uses and declarations', () => {
    const model = net('input 10', 'dense $h relu', 'batchnorm', 'dense 1 linear');
    const text = [
      '**`Net`** · model, line 4',
      '```text\ninput 10        → 10\ndense $h relu   → 64  704 parameters\nbatchnorm       → 64  128 parameters\ndense 1 linear  → 1   65 parameters\n```',
      '897 parameters.',
      'Widths are computed with the values in `params`.',
    ].join('\n\n');
    expect(hovered(model.replace('Net', 'N$0et'))).toBe(`Net: ${text}`);
    expect(hovered(`${model}\ntrain:\n    model = $0Net\n`)).toBe(`Net: ${text}`);
    expect(hovered('model N$0:\n    dense 3 relu\n')).toBeUndefined();
    expect(hovered('model $0N:\n    dense 3 relu\n')).toContain('The number of parameters is not known');
  });

  it('of datasets give their keys and the default split', () => {
    const data = 'dataset Rows:\n    source = csv("d.csv")\n    target = "y"\n\n';
    const text =
      '**`Rows`** · dataset, line 1\n\n- source: `csv("d.csv")`\n- target: `"y"`\n- split: `0.8` (the default)';
    expect(hovered(`${data}train:\n    data = R$0ows\n`)).toBe(`Rows: ${text}`);
    expect(hovered(data.replace('Rows', '$0Rows'))).toBe(`Rows: ${text}`);
  });

  it('of imported blocks give the file', () => {
    const files = '//- /base.kyn\n# Shared.\nmodel Net:\n    input 2\n';
    expect(hovered(`import "base.kyn"\n\ntrain:\n    model = $0Net\n${files}`)).toContain(
      '**`Net`** · model, imported from `base.kyn`, line 2',
    );
  });
});

describe('imports', () => {
  it('list the imported names', () => {
    const text = hovered(
      'import "pa$0rts.kyn"\n//- /parts.kyn\nimport "rows.kyn"\nmodel A:\n    input 1\nmodel B:\n    input 1\n//- /rows.kyn\ndataset D:\n    target = "y"\n',
    );
    expect(text).toContain('- `parts.kyn`: models `A`, `B`\n- `rows.kyn`: dataset `D`');
    expect(text).toContain('CONFIG_HASH covers this line but not the imported file');
  });

  it('state why a file cannot be read', () => {
    expect(hovered('imp$0ort "gone.kyn"\n')).toContain('File not found: gone.kyn.');
    expect(hovered('import "$0a.kyn"\n//- /a.kyn not-utf8\n')).toContain('a.kyn is not UTF-8 text');
  });
});

describe('layers', () => {
  test.each([
    ['$0dense 64 relu', '10 → 64 units, 704 parameters: `64*10 + 64 = 704`.'],
    ['$0dense $h relu', '10 → 64 units, 704 parameters: `64*10 + 64 = 704`.'],
    ['$0dense 64 relu', 'Activation `relu`: `max(0, x)`'],
    ['$0batchnorm', '10 → 10 units, 20 parameters: `2*10 = 20`.'],
    ['$0dropout 0.5', '10 → 10 units, no parameters.'],
    ['$0dense $gone relu', 'Its width cannot be determined.'],
    ['dense $064 relu', '**`units`** · argument of `dense`'],
    ['dropout $00.5', 'A number at least 0 and less than 1. Required.'],
  ])('%s', (layer, part) => {
    expect(hovered(net('input 10', layer))).toContain(part);
  });

  it('without a known input have a width but no parameter count', () => {
    expect(hovered(net('$0dense 3 relu'))).toContain('? → 3 units; the number of parameters is not known.');
  });
});

describe('arguments', () => {
  it('of calls have the same hover at the name and the value', () => {
    expect(hovered('train:\n    optimizer = adam($0lr=0.1)\n')).toMatch(/^lr: \*\*`lr`\*\* · argument of `adam`/);
    expect(hovered('train:\n    scheduler = onecycle(max_lr=$00.1)\n')).toMatch(
      /^0\.1: \*\*`max_lr`\*\* · argument of `onecycle`/,
    );
    expect(hovered('dataset D:\n    source = csv("$0d.csv")\n')).toContain(
      'CONFIG_HASH covers the path but not the rows',
    );
  });
});

describe('no hover', () => {
  test.each([
    ['a blank', 'train:\n  $0  epochs = 1\n'],
    ['the blank after a key', 'train:\n    epochs$0 = 1\n'],
    ['a comment', 'train:\n    epochs = 1  # se$0ed = 1\n'],
    ['a comment line', '# tra$0in:\ntrain:\n    epochs = 1\n'],
    ['a blank of an import', 'import$0 "a.kyn"\n'],
    ['an invalid number', 'train:\n    epochs = $01e3\n'],
    ['an equals sign', 'train:\n    epochs $0= 1\n'],
    ['a bracket', 'train:\n    optimizer = adam$0(lr=0.1)\n'],
    ['an empty line', 'train:\n    epochs = 1\n$0\n'],
    ['the end of the file', 'train:\n    epochs = 1$0'],
  ])('at %s', (_, fixture) => {
    expect(hovered(fixture)).toBeUndefined();
  });
});

it('text of the spec is never rendered as markup', () => {
  const evil = '"[x](command:foo) <b>`a`</b>"';
  expect(hovered(`params:\n    a = ${evil}\n\ntrain:\n    seed = $0$a\n`)).toContain(`= \`\`${evil}\`\` ·`);
  expect(hovered('import "$0[x](command:foo) <b>"\n')).toContain('File not found: \\[x\\](command:foo) \\<b\\>.');
  expect(hovered('import "$0```\t<b>.kyn"\n')).not.toMatch(/^<b>/m);
});
