// Python reads every script, and text of the spec changes only literals of it: the tree of a script with hostile text is the tree of one with plain text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LayerPlan, MetricName, TrainingPlan } from '../../../../src-shared/kyn/compile/plan';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { caseCount, SEED } from '../../../cases';
import { askPython } from '../../../python/askPython';
import { largePlan, planWith } from './plans';

const PLAIN = 'plain';
// Text that ends strings, comments, lines or programs, names an encoding, or changes what a reader sees.
const HOSTILE: readonly string[] = [
  '"""',
  '"',
  "'''",
  '\\',
  '\\"',
  '\n',
  '\r',
  '\nimport os\n',
  '"; import os; "',
  '{os}',
  '%s',
  '# coding: utf-16',
  '-*- coding: cp037 -*-',
  '\u202e',
  '\u2028',
  '\u0085',
  '\0',
  '\f',
  '\x1a',
  '\ud800',
  '\udfff\ud83d',
  '\u{1f600}',
  'gr\u00f6\u00dfe',
  '\ufeff',
  '${x}',
  '`',
  '',
];

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...HOSTILE, 'a', ' '), { maxLength: 6 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const natural = fc.nat(1000).map(n => String(n + 1));
const fraction = fc.integer({ min: 1, max: 999 }).map(n => `0.${String(n).padStart(3, '0')}`);

const layer: fc.Arbitrary<LayerPlan> = fc.oneof(
  fc.record({ kind: fc.constant('linear' as const), inputs: fc.nat(99), outputs: fc.nat(99) }),
  fc.record({
    kind: fc.constant('activation' as const),
    name: fc.constantFrom('relu', 'softmax', 'log_softmax', 'sigmoid', 'tanh', 'gelu', 'leaky_relu'),
  }),
  fc.record({ kind: fc.constant('batchnorm' as const), width: fc.nat(99) }),
  fc.record({ kind: fc.constant('dropout' as const), rate: fraction }),
);

const scheduler: fc.Arbitrary<NonNullable<TrainingPlan['train']['scheduler']>> = fc.oneof(
  fc.record({ name: fc.constant('onecycle' as const), maxLr: fraction }),
  fc.record({ name: fc.constant('step' as const), size: natural, gamma: fraction }),
  fc.record({ name: fc.constant('cosine' as const) }),
  fc.record({ name: fc.constant('plateau' as const), patience: natural, factor: fraction }),
);

const texts = fc.array(hostile, { minLength: 10, maxLength: 10 });

const OF_NUMBERS: readonly MetricName[] = ['mae', 'rmse', 'mse', 'r2'];
const OF_CLASSES: readonly MetricName[] = ['accuracy', 'precision', 'recall', 'f1'];

// Only metrics that fit the loss can be planned.
function withFittingMetrics(source: TrainingPlan): TrainingPlan {
  const fitting = source.train.loss === 'mse' ? OF_NUMBERS : OF_CLASSES;
  return { ...source, metrics: source.metrics.filter(name => fitting.includes(name)) };
}

const anyPlan = fc.record({
  origin: fc.record({
    generator: fc.constant('kyn 0.1.0'),
    spec: fc.constant(PLAIN),
    configHash: fc.constant('0'.repeat(64)),
    overrides: fc.array(fc.constant(['a', PLAIN] as const), { maxLength: 2 }),
  }),
  data: fc.record(
    {
      name: fc.constant(PLAIN),
      csv: fc.constant(PLAIN),
      target: fc.constant(PLAIN),
      split: fraction,
      normalize: fc.boolean(),
      shuffle: fc.boolean(),
      numWorkers: fc.constantFrom('0', '2'),
      pinMemory: fc.boolean(),
      prefetch: natural,
    },
    { requiredKeys: ['name', 'csv', 'target', 'split', 'normalize', 'shuffle', 'numWorkers', 'pinMemory'] },
  ),
  model: fc.record({
    name: fc.constant(PLAIN),
    inputs: fc.nat(99),
    outputs: fc.constantFrom(1, 2, 3),
    layers: fc.array(layer, { minLength: 1, maxLength: 6 }),
  }),
  train: fc.record(
    {
      loss: fc.constantFrom('mse', 'bce', 'bce_with_logits', 'cross_entropy', 'nll'),
      optimizer: fc.record(
        { name: fc.constantFrom('adam', 'sgd', 'adamw', 'rmsprop'), lr: fraction },
        { requiredKeys: ['name'] },
      ),
      epochs: natural,
      batch: natural,
      device: fc.constantFrom('auto', 'cpu', 'cuda', 'mps'),
      scheduler,
      earlyStop: fc.record({ patience: natural, minDelta: fraction }),
      checkpoint: fc.record({ path: fc.constant(PLAIN), every: natural }),
      precision: fc.constantFrom('fp32', 'fp16', 'bf16'),
      compile: fc.boolean(),
      seed: fc.constantFrom('0', '-1', '007', '99999999999999999999999', '9'.repeat(5000)),
      deterministic: fc.boolean(),
    },
    { requiredKeys: ['loss', 'optimizer', 'epochs', 'batch', 'device', 'precision', 'compile', 'deterministic'] },
  ),
  metrics: fc.subarray([...OF_NUMBERS, ...OF_CLASSES]),
  export: fc.option(
    fc.oneof(
      fc.record({ format: fc.constantFrom('torch', 'torchscript'), path: fc.constant(PLAIN) }),
      fc.record({
        format: fc.constant('onnx' as const),
        path: fc.constant(PLAIN),
        inputShape: fc.array(natural, { maxLength: 3 }),
        opset: natural,
      }),
    ),
    { nil: undefined },
  ),
}) as fc.Arbitrary<TrainingPlan>;
const plan = anyPlan.map(withFittingMetrics);

// Other text in every place of a plan that takes text.
function withTexts(
  source: TrainingPlan,
  [spec, override, name, csv, target, model, checkpoint, path, key, tool]: readonly string[],
): TrainingPlan {
  const text = (value: string | undefined): string => value ?? '';
  const { checkpoint: saved } = source.train;
  return {
    ...source,
    origin: {
      ...source.origin,
      generator: text(tool),
      spec: text(spec),
      overrides: source.origin.overrides.map(() => [text(key), text(override)]),
    },
    data: { ...source.data, name: text(name), csv: text(csv), target: text(target) },
    model: { ...source.model, name: text(model) },
    train: { ...source.train, ...(saved && { checkpoint: { ...saved, path: text(checkpoint) } }) },
    ...(source.export && { export: { ...source.export, path: text(path) } }),
  };
}

// The tree of a program with all its strings removed; numbers and the structure remain.
const TREES = `
import ast, builtins, sys, warnings
sys.set_int_max_str_digits(0)  # The comparison prints the numbers.
warnings.simplefilter("error")  # An invalid escape is a warning.

def tree_of(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)

# Names of a module that it does not use, and names that it uses without having them.
def names_of(text):
    tree = ast.parse(text)
    defined, used, members = set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            defined.add(node.name)
        elif isinstance(node, ast.alias):
            defined.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.arg):
            defined.add(node.arg); used.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            defined.add(node.name)
        elif isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else defined).add(node.id)
        elif isinstance(node, ast.Attribute):
            members.add(node.attr)
    unused = defined - used - members - {"_", "__init__", "CONFIG_HASH"}
    return sorted(unused) + sorted(used - defined - set(dir(builtins)) - {"__name__", "__file__"})

def constants_of(text):
    return [n.value.value for n in ast.parse(text).body
            if isinstance(n, ast.Assign) and n.targets[0].id in ("CSV_PATH", "TARGET", "CHECKPOINT_PATH")]
`;

test('Python compiles 2,000 scripts', { timeout: 120_000 }, context => {
  const cases = fc.sample(fc.tuple(plan, texts), { numRuns: caseCount(2000), seed: SEED });
  const scripts = cases.map(([source, words]) => trainingScript(withTexts(source, words)));
  expect(scripts.filter(text => !/^[\n -~]*$/.test(text))).toEqual([]);
  const read = 'output = [compile(text, "train.py", "exec").co_name for text in input]';
  expect(new Set(askPython<string[]>(context, `${TREES}\n${read}`, scripts))).toEqual(new Set(['<module>']));
});

test('text of the spec does not change the structure of a script', { timeout: 120_000 }, context => {
  const cases = fc.sample(fc.tuple(plan, texts), { numRuns: caseCount(100), seed: SEED });
  const pairs = cases.map(([source, words]) => [trainingScript(source), trainingScript(withTexts(source, words))]);
  const compare = 'output = [i for i, (plain, hostile) in enumerate(input) if tree_of(plain) != tree_of(hostile)]';
  expect(askPython<number[]>(context, `${TREES}\n${compare}`, pairs)).toEqual([]);
});

test('the strings of a script are those of the spec, character by character', context => {
  const words = HOSTILE.map(text => `a${text}`);
  const scripts = words.map(word =>
    trainingScript(
      withTexts(
        largePlan,
        Array.from({ length: 10 }, () => word),
      ),
    ),
  );
  const found = askPython<string[][]>(context, `${TREES}\noutput = [constants_of(text) for text in input]`, scripts);
  expect(found).toEqual(words.map(word => [word, word, word]));
});

test('a script uses each name that it defines', context => {
  const plans = fc.sample(plan, { numRuns: caseCount(100), seed: SEED });
  const names = askPython<string[][]>(
    context,
    `${TREES}\noutput = [names_of(text) for text in input]`,
    [...plans, planWith(), largePlan].map(trainingScript),
  );
  expect([...new Set(names.flat())]).toEqual([]);
});
