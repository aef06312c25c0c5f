// The blocks of a spec and their keys, in canonical order. `assumed` lists what the KynML documentation does not
// specify.
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
    doc: 'The file with the rows. The compiler supports only `csv("path")`. The path is resolved against the working folder first, then against the folder of the spec.',
    repro:
      'CONFIG_HASH covers the path but not the rows. If the file changes, results change and the hash stays the same.',
  },
  {
    name: 'target',
    type: string,
    required: true,
    example: '"price"',
    doc: 'The column to predict. It is dropped from the features.',
    assumed: 'that it is required',
  },
  {
    name: 'split',
    type: { kind: 'float', above: 0, below: 1 },
    default: '0.8',
    doc: 'The fraction of the rows used for training.',
    repro:
      'It determines which rows are held back. Runs with different splits measure their metrics on different rows.',
    assumed: 'the limits',
  },
  {
    name: 'normalize',
    type: bool,
    default: 'false',
    doc: 'Scales each feature to mean 0 and standard deviation 1.',
  },
  {
    name: 'shuffle',
    type: bool,
    default: 'true',
    isDefaultAssumed: true,
    doc: 'Shuffles the rows before the split.',
    repro: 'The order is random. Without `seed` in the train block, each run may train on different rows.',
    assumed: 'the default and the effect',
  },
  {
    name: 'num_workers',
    type: int({ min: 0 }),
    default: '0',
    doc: 'The number of processes that load batches. A value above 0 can change the order of batches.',
    assumed: 'the effect',
    repro: 'A value above 0 works against `deterministic`: the order of batches may differ in each run.',
  },
  {
    name: 'pin_memory',
    type: bool,
    default: 'false',
    doc: 'Loads batches into page-locked memory.',
    assumed: 'the effect',
  },
  {
    name: 'prefetch',
    type: int({ above: 0 }),
    example: '2',
    doc: 'The number of batches that each worker loads ahead.',
    assumed: 'the effect',
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
  { name: 'loss', type: word('loss'), required: true, doc: 'The function that training minimises.' },
  {
    name: 'optimizer',
    type: call('optimizer'),
    required: true,
    doc: 'How weights are updated, for example `adam(lr=0.001)`.',
    assumed: 'all optimizers except `adam`',
  },
  {
    name: 'epochs',
    type: int({ above: 0 }),
    required: true,
    example: '20',
    doc: 'The number of passes over the training rows.',
    repro: 'Runs with different numbers of epochs end with different weights.',
  },
  {
    name: 'batch',
    type: int({ above: 0 }),
    default: '32',
    isDefaultAssumed: true,
    doc: 'The number of rows per update.',
    repro: 'A different batch size gives different updates and therefore different weights.',
    assumed: 'the default',
  },
  {
    name: 'device',
    type: word('device'),
    default: 'auto',
    isDefaultAssumed: true,
    doc: 'The device to train on. `auto` uses what the machine offers, so two machines may use different devices.',
    repro:
      'With `auto` the machine chooses. Only `cuda` can reach the strong tier; `cpu` does not guarantee bit-exact kernels.',
    assumed: 'the accepted words and the default',
  },
  {
    name: 'scheduler',
    type: call('scheduler'),
    doc: 'How the learning rate changes during training, for example `onecycle(max_lr=0.01)`.',
    assumed: 'all schedulers except `onecycle`',
  },
  {
    name: 'early_stop',
    type: any,
    doc: 'When to stop early. The syntax is not documented, so any value is accepted. The built-in compiler reads `early_stop = 5` and `early_stop(patience=5, min_delta=0.0)`.',
    repro: 'Early stopping depends on measured values. A small difference can end the run in a different epoch.',
    assumed: 'that every value is accepted',
  },
  {
    name: 'checkpoint',
    type: any,
    doc: 'When to save weights. The syntax is not documented, so any value is accepted. The built-in compiler reads `checkpoint(path="checkpoint.pt", every=1)`.',
    assumed: 'that every value is accepted',
  },
  {
    name: 'precision',
    type: word('precision'),
    default: 'fp32',
    isDefaultAssumed: true,
    doc: 'The number format of training. Without CUDA, training silently uses `fp32`.',
    repro:
      '`fp16` and `bf16` round more coarsely and fall back to `fp32` without CUDA, so the same spec may compute differently on another machine.',
    assumed: 'the word `fp32` and that it is the default',
  },
  {
    name: 'compile',
    type: bool,
    default: 'false',
    doc: 'Uses `torch.compile`.',
    repro: 'It may fuse operations differently on each machine, which changes the rounding of sums.',
  },
  {
    name: 'seed',
    type: int(),
    example: '42',
    doc: 'The seed of all random number generators.',
    repro:
      'Without it the manifest records `null` and the run cannot be reproduced at RNG level. No other key replaces it.',
  },
  {
    name: 'deterministic',
    type: bool,
    default: 'false',
    doc: 'Uses deterministic algorithms and deterministic cuDNN.',
    repro:
      'A claim of repeatability needs both `deterministic = true` and `seed`. Without `seed` it has little effect.',
  },
];

const evaluateKeys: readonly KeySpec[] = [
  {
    name: 'metrics',
    type: listOf(word('metric')),
    example: '[mae, rmse]',
    doc: 'The metrics to measure on the rows held back.',
    assumed: 'the syntax (taken from examples) and all metrics except `mae` and `rmse`',
  },
];

const exportKeys: readonly KeySpec[] = [
  {
    name: 'format',
    type: word('format'),
    required: true,
    doc: 'The file format, one of `torch`, `onnx` and `torchscript`.',
  },
  { name: 'path', type: string, required: true, example: '"models/net.pt"', doc: 'The file to write the model to.' },
  {
    name: 'input_shape',
    type: { kind: 'list', of: int({ above: 0 }), before: '1' },
    required: 'onnx',
    example: '[1, 10]',
    doc: 'The shape of the example input. Used only for the format `onnx`.',
  },
  {
    name: 'opset',
    type: int({ above: 0 }),
    default: '17',
    doc: 'The ONNX operator set. Used only for the format `onnx`.',
  },
];

/** All blocks by keyword. */
export const blocks: Readonly<Record<BlockKeyword, BlockSpec>> = {
  params: {
    keyword: 'params',
    named: false,
    max: 1,
    keys: [],
    doc: 'Values to use as `$name`. `--param name=value` overrides one of them.',
    repro: 'CONFIG_HASH covers the values in this block but not those given with `--param`.',
  },
  sweep: {
    keyword: 'sweep',
    named: false,
    max: 1,
    keys: [],
    doc: 'Lists of values for params. Every combination is one run; the last axis changes fastest.',
    repro: 'All combinations are runs of one spec, so they share one CONFIG_HASH.',
    assumed: 'that each axis names a param and acts like `--param`',
  },
  dataset: { keyword: 'dataset', named: true, max: 'many', keys: datasetKeys, doc: 'The rows to train on.' },
  model: {
    keyword: 'model',
    named: true,
    max: 'many',
    keys: [],
    doc: 'The layers of a network, from input to output.',
  },
  train: {
    keyword: 'train',
    named: false,
    max: 1,
    keys: trainKeys,
    doc: 'The model and dataset to train, and the training settings.',
  },
  evaluate: {
    keyword: 'evaluate',
    named: false,
    max: 1,
    keys: evaluateKeys,
    doc: 'The metrics to measure after training.',
  },
  export: { keyword: 'export', named: false, max: 1, keys: exportKeys, doc: 'How to save the trained model.' },
};

const keysByName = new Map(Object.values(blocks).map(b => [b.keyword, new Map(b.keys.map(k => [k.name, k]))]));

/** The key of a block by name; undefined for an unknown key. */
export const keySpec = (keyword: BlockKeyword, key: string): KeySpec | undefined => keysByName.get(keyword)?.get(key);

/** The documented default of a key, as source text; undefined where it has none or where the default is an assumption. */
export function documentedDefault(keyword: BlockKeyword, key: string): string | undefined {
  const spec = keySpec(keyword, key);
  return spec?.isDefaultAssumed ? undefined : spec?.default;
}
