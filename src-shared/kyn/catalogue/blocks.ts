// The blocks of a spec and their keys, in canonical order. `assumed` says what the documentation leaves open and this project decided.
import type { BlockKeyword, BlockSpec, KeySpec, ValueType, WordCategory } from './types';

const int = (limits: { min?: number; above?: number } = {}): ValueType => ({ kind: 'int', ...limits });
const word = (list: WordCategory): ValueType => ({ kind: 'word', words: list });
const call = (list: WordCategory): ValueType => ({ kind: 'call', callee: list });
const listOf = (of: ValueType): ValueType => ({ kind: 'list', of });
const bool: ValueType = { kind: 'bool' };
const string: ValueType = { kind: 'string' };
const any: ValueType = { kind: 'any' };

const datasetKeys: readonly KeySpec[] = [
  {
    name: 'source',
    type: call('connector'),
    required: true,
    doc: 'Where the rows come from. The compiler supports `csv("path")` only; the path is looked up in the working folder, then beside the spec.',
    repro: 'CONFIG_HASH covers the path, not the rows: a file that changed gives other results under the same hash.',
  },
  {
    name: 'target',
    type: string,
    required: true,
    example: '"price"',
    doc: 'Column to predict; it is dropped from the features.',
    assumed: 'that it is required',
  },
  {
    name: 'split',
    type: { kind: 'float', above: 0, below: 1 },
    default: '0.8',
    doc: 'Fraction of the rows that is trained on.',
    repro: 'It decides which rows are held back: metrics of runs with different splits are measured on different rows.',
    assumed: 'the limits',
  },
  {
    name: 'normalize',
    type: bool,
    default: 'false',
    doc: 'Scale each feature to mean 0 and deviation 1.',
  },
  {
    name: 'shuffle',
    type: bool,
    default: 'true',
    doc: 'Shuffle the rows before they are split.',
    repro: 'The order is random: without `seed` in the train block each run may train on other rows.',
    assumed: 'the default, and what it does',
  },
  {
    name: 'num_workers',
    type: int({ min: 0 }),
    default: '0',
    doc: 'Processes that load batches. More than 0 can change the order of batches.',
    assumed: 'what it does',
    repro: 'More than 0 works against `deterministic`: batches may come in another order in each run.',
  },
  {
    name: 'pin_memory',
    type: bool,
    default: 'false',
    doc: 'Load batches into page-locked memory.',
    assumed: 'what it does',
  },
  {
    name: 'prefetch',
    type: int({ above: 0 }),
    example: '2',
    doc: 'Batches that each worker loads ahead.',
    assumed: 'what it does',
  },
];

const trainKeys: readonly KeySpec[] = [
  { name: 'model', type: { kind: 'ref', to: 'model' }, required: true, example: 'Net', doc: 'The model to train.' },
  {
    name: 'data',
    type: { kind: 'ref', to: 'dataset' },
    required: true,
    example: 'Rows',
    doc: 'The dataset to train on.',
  },
  { name: 'loss', type: word('loss'), required: true, doc: 'What training minimises.' },
  {
    name: 'optimizer',
    type: call('optimizer'),
    required: true,
    doc: 'How weights are updated, e.g. `adam(lr=0.001)`.',
    assumed: 'every optimizer but `adam`',
  },
  {
    name: 'epochs',
    type: int({ above: 0 }),
    required: true,
    example: '20',
    doc: 'Passes over the training rows.',
    repro: 'Runs with different numbers of epochs end with different weights.',
  },
  {
    name: 'batch',
    type: int({ above: 0 }),
    default: '32',
    doc: 'Rows for each update.',
    repro: 'Another size makes other updates from the same rows, and so other weights.',
    assumed: 'the default',
  },
  {
    name: 'device',
    type: word('device'),
    default: 'auto',
    doc: 'Where training runs. `auto` takes what is there, so two machines may differ.',
    repro:
      '`auto` lets the machine choose; only `cuda` can reach the tier strong, and `cpu` promises no bit-exact kernels.',
    assumed: 'the words and the default',
  },
  {
    name: 'scheduler',
    type: call('scheduler'),
    doc: 'How the learning rate moves, e.g. `onecycle(max_lr=0.01)`.',
  },
  {
    name: 'early_stop',
    type: any,
    doc: 'When to stop early. The forms are not documented, so any value is accepted.',
    repro: 'Where a run stops hangs on measured values: a small difference can make it stop in another epoch.',
    assumed: 'that every value is accepted',
  },
  {
    name: 'checkpoint',
    type: any,
    doc: 'When to save weights. The forms are not documented, so any value is accepted.',
    assumed: 'that every value is accepted',
  },
  {
    name: 'precision',
    type: word('precision'),
    default: 'fp32',
    doc: 'Number format of training; silently fp32 without CUDA.',
    repro:
      '`fp16` and `bf16` round more coarsely and fall back to fp32 without CUDA, so the same spec computes differently elsewhere.',
    assumed: 'the word fp32, and that it is the default',
  },
  {
    name: 'compile',
    type: bool,
    default: 'false',
    doc: 'Use torch.compile.',
    repro: 'It may fuse operations differently on each machine, so sums are rounded differently.',
  },
  {
    name: 'seed',
    type: int(),
    example: '42',
    doc: 'Seed of every random generator.',
    repro:
      'Without it the manifest records null and the run cannot be reproduced at RNG level; no other key makes up for that.',
  },
  {
    name: 'deterministic',
    type: bool,
    default: 'false',
    doc: 'Deterministic algorithms and cuDNN.',
    repro: 'With `seed` it is what a claim of repeatability rests on; without `seed` it means little.',
  },
];

const evaluateKeys: readonly KeySpec[] = [
  {
    name: 'metrics',
    type: listOf(word('metric')),
    example: '[mae, rmse]',
    doc: 'What is measured on the rows held back.',
    assumed: 'the form, taken from examples, and every metric but `mae` and `rmse`',
  },
];

const exportKeys: readonly KeySpec[] = [
  { name: 'format', type: word('format'), required: true, doc: 'torch, onnx or torchscript.' },
  { name: 'path', type: string, required: true, example: '"models/net.pt"', doc: 'File to write the model to.' },
  {
    name: 'input_shape',
    type: { kind: 'list', of: int({ above: 0 }), before: '1' },
    required: 'onnx',
    example: '[1, 10]',
    doc: 'Shape of the example input; onnx only.',
  },
  { name: 'opset', type: int({ above: 0 }), default: '17', doc: 'ONNX operator set; onnx only.' },
];

/** The kinds of blocks. */
export const blocks: Readonly<Record<BlockKeyword, BlockSpec>> = {
  params: {
    keyword: 'params',
    named: false,
    max: 1,
    keys: [],
    doc: 'Values that `$name` stands for; `--param name=value` overrides one.',
    repro: 'CONFIG_HASH covers the values written here, not those of `--param`.',
  },
  sweep: {
    keyword: 'sweep',
    named: false,
    max: 1,
    keys: [],
    doc: 'Lists of values for parameters; every combination is run, the last axis changing fastest.',
    repro: 'All combinations are runs of one spec, so they share one CONFIG_HASH.',
    assumed: 'that each axis names a param and acts like `--param`',
  },
  dataset: { keyword: 'dataset', named: true, max: 'many', keys: datasetKeys, doc: 'Rows to train on.' },
  model: { keyword: 'model', named: true, max: 'many', keys: [], doc: 'Layers, from the input to the output.' },
  train: { keyword: 'train', named: false, max: 1, keys: trainKeys, doc: 'What is trained on what, and how.' },
  evaluate: { keyword: 'evaluate', named: false, max: 1, keys: evaluateKeys, doc: 'What is measured after training.' },
  export: { keyword: 'export', named: false, max: 1, keys: exportKeys, doc: 'How the trained model is saved.' },
};

const keysByName = new Map(Object.values(blocks).map(b => [b.keyword, new Map(b.keys.map(k => [k.name, k]))]));

/** The key of a block by name. */
export const keySpec = (keyword: BlockKeyword, key: string): KeySpec | undefined => keysByName.get(keyword)?.get(key);
