// The plan of a training: values, params, defaults and imports.
import { expect, test } from 'vitest';
import { keySpec } from '../../../src-shared/kyn/catalogue';
import type { TrainingPlan } from '../../../src-shared/kyn/compile/plan';
import { planTraining } from '../../../src-shared/kyn/compile/planTraining';
import { houseDataset, houseModel, houseSpec, houseTrain } from '../../specFixture';
import { analyzed, FACTS, findingsOf, planOf } from './planned';

test('a small spec', () => {
  expect(planOf(houseSpec)).toEqual({
    origin: { generator: 'kyn 1.2.3', spec: 'spec.kyn', configHash: 'a'.repeat(64), overrides: [] },
    data: {
      name: 'Houses',
      csv: '/w/data/houses.csv',
      target: 'price',
      split: '0.8',
      normalize: false,
      shuffle: true,
      numWorkers: '0',
      pinMemory: false,
    },
    model: { name: 'Net', inputs: 4, outputs: 1, layers: [{ kind: 'linear', inputs: 4, outputs: 1 }] },
    train: {
      loss: 'mse',
      optimizer: { name: 'adam', lr: '0.01' },
      epochs: '3',
      batch: '32',
      device: 'auto',
      precision: 'fp32',
      compile: false,
      deterministic: false,
      seed: '1',
    },
    metrics: [],
  } satisfies TrainingPlan);
});

test('the defaults are those of the catalogue', () => {
  const { data, train } = planOf(houseSpec);
  expect([data.split, data.numWorkers, String(data.normalize), String(data.shuffle), String(data.pinMemory)]).toEqual(
    ['split', 'num_workers', 'normalize', 'shuffle', 'pin_memory'].map(key => keySpec('dataset', key)?.default),
  );
  expect([train.batch, train.device, train.precision, String(train.compile), String(train.deterministic)]).toEqual(
    ['batch', 'device', 'precision', 'compile', 'deterministic'].map(key => keySpec('train', key)?.default),
  );
});

const FULL = `params:
    hidden = 064
    act = "tanh"
    names = ["accuracy", "f1"]
    rows = 1
dataset Other:
    source = csv("other.csv")
    target = "z"
dataset Houses:
    source = csv("data/houses.csv")
    target = "label \\"
    split = 00.750
    normalize = true
    shuffle = false
    num_workers = 2
    prefetch = 4
    pin_memory = true
model Net:
    input 4
    batchnorm
    dense $hidden $act
    dropout 0.50
    dense units=8 activation=gelu
    dense 8 leaky_relu
    dense 8
    dense 3 log_softmax
train:
    data = Houses
    model = Net
    loss = nll
    optimizer = sgd(lr=0.1)
    scheduler = onecycle(max_lr=0.10)
    epochs = 10
    batch = 16
    device = cuda
    precision = bf16
    compile = true
    early_stop = early_stop(patience=3, min_delta=0.001)
    checkpoint = checkpoint(path="../out/best.pt", every=2)
    seed = -0
    deterministic = true
evaluate:
    metrics = $names
export:
    format = onnx
    path = "/abs/model.onnx"
    input_shape = [$rows, 4]
`;

test('every key, with params', () => {
  const { data, model, train, metrics, export: exported } = planOf(FULL);
  expect(data).toEqual({
    ...{ name: 'Houses', csv: FACTS.csv, target: 'label \\', split: '0.750', normalize: true, shuffle: false },
    ...{ numWorkers: '2', prefetch: '4', pinMemory: true },
  });
  expect(model).toEqual({
    ...{ name: 'Net', inputs: 4, outputs: 3 },
    layers: [
      { kind: 'batchnorm', width: 4 },
      { kind: 'linear', inputs: 4, outputs: 64 },
      { kind: 'activation', name: 'tanh' },
      { kind: 'dropout', rate: '0.50' },
      { kind: 'linear', inputs: 64, outputs: 8 },
      { kind: 'activation', name: 'gelu' },
      { kind: 'linear', inputs: 8, outputs: 8 },
      { kind: 'activation', name: 'leaky_relu' },
      { kind: 'linear', inputs: 8, outputs: 8 },
      { kind: 'linear', inputs: 8, outputs: 3 },
      { kind: 'activation', name: 'log_softmax' },
    ],
  });
  expect(train).toEqual({
    ...{ loss: 'nll', optimizer: { name: 'sgd', lr: '0.1' }, scheduler: { name: 'onecycle', maxLr: '0.10' } },
    ...{ epochs: '10', batch: '16', device: 'cuda', precision: 'bf16', compile: true },
    earlyStop: { patience: '3', minDelta: '0.001' },
    checkpoint: { path: '../out/best.pt', every: '2' },
    ...{ seed: '0', deterministic: true },
  });
  expect(metrics).toEqual(['accuracy', 'f1']);
  expect(exported).toEqual({ format: 'onnx', path: '/abs/model.onnx', inputShape: ['1', '4'], opset: '17' });
});

const withKey = (line: string): string => `${houseSpec}    ${line}\n`;
const trainOf = (line: string) => planOf(withKey(line)).train;

test.each([
  ['scheduler = step(size=5)', { name: 'step', size: '5', gamma: '0.1' }],
  ['scheduler = step(gamma=0.5, size=5)', { name: 'step', size: '5', gamma: '0.5' }],
  ['scheduler = cosine()', { name: 'cosine' }],
  ['scheduler = plateau()', { name: 'plateau', patience: '10', factor: '0.1' }],
  ['scheduler = plateau(patience=0, factor=0.9)', { name: 'plateau', patience: '0', factor: '0.9' }],
  ['scheduler = onecycle(max_lr=$lr)', { name: 'onecycle', maxLr: '0.01' }],
  ['scheduler = onecycle(max_lr=1)', { name: 'onecycle', maxLr: '1' }],
])('%s', (line, scheduler) => {
  expect(trainOf(line).scheduler).toEqual(scheduler);
});

test.each([
  ['early_stop = 5', { patience: '5', minDelta: '0.0' }],
  ['early_stop = 05', { patience: '5', minDelta: '0.0' }],
  ['early_stop = early_stop(patience=5)', { patience: '5', minDelta: '0.0' }],
  ['early_stop = early_stop(5, 1)', { patience: '5', minDelta: '1' }],
])('%s', (line, earlyStop) => {
  expect(trainOf(line).earlyStop).toEqual(earlyStop);
});

test.each([
  ['checkpoint = checkpoint(path="best \\ ä.pt")', { path: 'best \\ ä.pt', every: '1' }],
  ['checkpoint = checkpoint("a", 3)', { path: 'a', every: '3' }],
])('%s', (line, checkpoint) => {
  expect(trainOf(line).checkpoint).toEqual(checkpoint);
});

test.each([
  ['adam()', { name: 'adam' }],
  ['adamw(lr=1)', { name: 'adamw', lr: '1' }],
  ['rmsprop(lr=00.10)', { name: 'rmsprop', lr: '0.10' }],
  ['sgd(0.1)', { name: 'sgd', lr: '0.1' }],
])('the optimizer %s', (call, optimizer) => {
  expect(planOf(houseSpec.replace('adam(lr=$lr)', call)).train.optimizer).toEqual(optimizer);
});

test.each([
  ['dense 1 sigmoid', 'bce'],
  ['dense 1 linear', 'bce_with_logits'],
  ['dense 1', 'bce_with_logits'],
  ['dense 1 sigmoid\n    batchnorm', 'bce_with_logits'],
  ['dense 1 sigmoid\n    dense 1', 'bce_with_logits'],
])('the loss `bce` of a model that ends with %j is %s', (layer, loss) => {
  expect(planOf(houseSpec.replace('dense 1 linear', layer).replace('mse', 'bce')).train.loss).toBe(loss);
});

test.each(['torch', 'torchscript'])('an export to %s', format => {
  const text = `${houseSpec}export:\n    format = ${format}\n    path = "m.pt"\n    opset = 11\n`;
  expect(planOf(text).export).toEqual({ format, path: 'm.pt' });
});

test('a metric is measured once', () => {
  expect(planOf(`${houseSpec}evaluate:\n    metrics = [rmse, mae, rmse]\n`).metrics).toEqual(['rmse', 'mae']);
});

test('an evaluate block without metrics', () => {
  expect(planOf(`${houseSpec}evaluate:\n`).metrics).toEqual([]);
});

test('batches are loaded ahead only with workers', () => {
  const prefetch = (workers: number) =>
    planOf(houseSpec.replace('"price"', `"price"\n    num_workers = ${workers}\n    prefetch = 3`)).data.prefetch;
  expect([prefetch(0), prefetch(1)]).toEqual([undefined, '3']);
});

test('overrides are in the plan, in one order', () => {
  const spec = FULL;
  const overrides = [
    ['rows', ' 02'],
    ['act', 'relu'],
  ] as const;
  const analysis = analyzed(spec, { params: overrides.map(o => o.join('=')) });
  const plans = [overrides, overrides.toReversed()].map(list => planTraining(analysis, { ...FACTS, overrides: list }));
  const [first, second] = plans;
  expect(first?.ok && first.plan.origin.overrides).toEqual([
    ['act', 'relu'],
    ['rows', ' 02'],
  ]);
  expect(second).toEqual(first);
  expect(first?.ok && first.plan.export).toMatchObject({ inputShape: ['2', '4'] });
  expect(first?.ok && first.plan.model.layers[2]).toEqual({ kind: 'activation', name: 'relu' });
});

test('a param of the command line has a float in the notation of Python', () => {
  expect(planOf(houseSpec, { params: ['lr=1e-3'] }).train.optimizer.lr).toBe('1e-3');
  expect(planOf(houseSpec, { params: ['lr=1_0'] }).train.optimizer.lr).toBe('10');
});

test('imported datasets and models, with the params of the spec', () => {
  const files = { 'lib.kyn': houseDataset + houseModel.replace('dense 1', 'dense $hidden relu\n    dense 1') };
  const text = `import "lib.kyn"\nparams:\n    hidden = 7\n${houseTrain}`;
  expect(planOf(text, { files })).toMatchObject({
    data: { name: 'Houses', target: 'price' },
    model: { name: 'Net', layers: [{ outputs: 7 }, { name: 'relu' }, { inputs: 7 }] },
  });
});

test('a model, a dataset and words that params name', () => {
  const text = houseSpec
    .replace('params:', 'params:\n    net = "Net"\n    rows = "Houses"\n    loss = "mse"\n    dev = "cpu"')
    .replace('model = Net', 'model = $net')
    .replace('data = Houses', 'data = $rows')
    .replace('loss = mse', 'loss = $loss\n    device = $dev');
  expect(planOf(text)).toMatchObject({ model: { name: 'Net' }, data: { name: 'Houses' }, train: { device: 'cpu' } });
});

test('numbers keep all of their digits', () => {
  const long = '0.1000000000000000055511151231257827';
  expect(trainOf('early_stop = 99999999999999999999').earlyStop?.patience).toBe('99999999999999999999');
  expect(planOf(houseSpec.replace('lr = 0.01', `lr = 00${long}`)).train.optimizer.lr).toBe(long);
  expect(trainOf('batch = 0032').batch).toBe('32');
  expect(planOf(houseSpec.replace('seed = 1', 'seed = -9223372036854775808')).train.seed).toBe('-9223372036854775808');
});

test('a spec without a train block has a finding', () => {
  expect(findingsOf(houseModel)).toEqual([
    'error builtin-value at "": The built-in compiler cannot use this value: `train` cannot be determined.',
  ]);
});
