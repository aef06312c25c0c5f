// What may stand in a spec: blocks, keys, words. The one place for it; checks, completion, hover and docs read from here.
// Sources: the KynML documentation (`documented`), or this project's decision where it is silent (`assumed`); see docs/language.md.
import type { BlockKeyword } from './ast';

/** Where a rule comes from. A rejected word is one that the documentation names as unsupported. */
export type WordStatus = 'documented' | 'assumed' | 'rejected';

/** The lists of words that a spec chooses from. */
export type WordCategory =
  | 'layer'
  | 'activation'
  | 'loss'
  | 'optimizer'
  | 'scheduler'
  | 'metric'
  | 'device'
  | 'precision'
  | 'format'
  | 'connector';

/** A word of a list. */
export interface Word {
  readonly name: string;
  readonly status: WordStatus;
}

/** What a value must be. `ref` is the name of a block. */
export type ValueType =
  | { readonly kind: 'int' | 'float'; readonly min?: number; readonly above?: number; readonly below?: number }
  | { readonly kind: 'bool' | 'string' | 'any' | 'scalar' }
  | { readonly kind: 'word'; readonly words: WordCategory }
  | { readonly kind: 'call'; readonly callee: WordCategory }
  | { readonly kind: 'list'; readonly of: ValueType }
  | { readonly kind: 'ref'; readonly to: 'model' | 'dataset' };

/** A key of a block. `required: 'onnx'`: only where `format = onnx`. */
export interface KeySpec {
  readonly name: string;
  readonly type: ValueType;
  readonly required?: true | 'onnx';
  /** As it would be written; absent where there is no default. */
  readonly default?: string;
  readonly doc: string;
}

/** A kind of block. `keys` stand in canonical order; a block without keys takes any name (params, sweep) or layers (model). */
export interface BlockSpec {
  readonly keyword: BlockKeyword;
  readonly named: boolean;
  readonly max: 1 | 'many';
  readonly keys: readonly KeySpec[];
  readonly doc: string;
}

const documented = (...names: string[]): Word[] => names.map(name => ({ name, status: 'documented' }));
const assumed = (...names: string[]): Word[] => names.map(name => ({ name, status: 'assumed' }));
const rejected = (...names: string[]): Word[] => names.map(name => ({ name, status: 'rejected' }));

/** The known words of each list. */
export const words: Readonly<Record<WordCategory, readonly Word[]>> = {
  layer: [...documented('input', 'dense', 'dropout'), ...assumed('batchnorm')],
  activation: [
    ...documented('relu', 'linear', 'softmax', 'log_softmax'),
    ...assumed('sigmoid', 'tanh', 'gelu', 'leaky_relu'),
    ...rejected('elu'),
  ],
  loss: documented('mse', 'bce', 'cross_entropy', 'nll'),
  optimizer: [...documented('adam'), ...assumed('sgd', 'adamw', 'rmsprop')],
  scheduler: documented('onecycle'),
  metric: [...documented('mae', 'rmse'), ...assumed('mse', 'r2', 'accuracy', 'precision', 'recall', 'f1')],
  device: assumed('auto', 'cpu', 'cuda', 'mps'),
  precision: [...documented('fp16', 'bf16'), ...assumed('fp32')],
  format: documented('torch', 'onnx', 'torchscript'),
  connector: documented('csv'),
};

/** Lists that the documentation gives in full: any other word is an error, not a warning. */
export const closedLists: ReadonlySet<WordCategory> = new Set(['format', 'connector', 'precision']);

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
  },
  { name: 'target', type: string, required: true, doc: 'Column to predict; it is dropped from the features.' },
  {
    name: 'split',
    type: { kind: 'float', above: 0, below: 1 },
    default: '0.8',
    doc: 'Fraction of the rows that is trained on.',
  },
  { name: 'normalize', type: bool, default: 'false', doc: 'Scale each feature to mean 0 and deviation 1.' },
  { name: 'shuffle', type: bool, default: 'true', doc: 'Shuffle the rows before they are split.' },
  {
    name: 'num_workers',
    type: int({ min: 0 }),
    default: '0',
    doc: 'Processes that load batches. More than 0 can change the order of batches.',
  },
  { name: 'pin_memory', type: bool, default: 'false', doc: 'Load batches into page-locked memory.' },
  { name: 'prefetch', type: int({ above: 0 }), doc: 'Batches that each worker loads ahead.' },
];

const trainKeys: readonly KeySpec[] = [
  { name: 'model', type: { kind: 'ref', to: 'model' }, required: true, doc: 'The model to train.' },
  { name: 'data', type: { kind: 'ref', to: 'dataset' }, required: true, doc: 'The dataset to train on.' },
  { name: 'loss', type: word('loss'), required: true, doc: 'What training minimises.' },
  {
    name: 'optimizer',
    type: call('optimizer'),
    required: true,
    doc: 'How weights are updated, e.g. `adam(lr=0.001)`.',
  },
  { name: 'epochs', type: int({ above: 0 }), required: true, doc: 'Passes over the training rows.' },
  { name: 'batch', type: int({ above: 0 }), default: '32', doc: 'Rows for each update.' },
  {
    name: 'device',
    type: word('device'),
    default: 'auto',
    doc: 'Where training runs. `auto` takes what is there, so two machines may differ.',
  },
  { name: 'scheduler', type: call('scheduler'), doc: 'How the learning rate moves, e.g. `onecycle(max_lr=0.01)`.' },
  { name: 'early_stop', type: any, doc: 'When to stop early. The forms are not documented, so any value is accepted.' },
  {
    name: 'checkpoint',
    type: any,
    doc: 'When to save weights. The forms are not documented, so any value is accepted.',
  },
  {
    name: 'precision',
    type: word('precision'),
    default: 'fp32',
    doc: 'Number format of training; silently fp32 without CUDA.',
  },
  { name: 'compile', type: bool, default: 'false', doc: 'Use torch.compile.' },
  {
    name: 'seed',
    type: int(),
    doc: 'Seed of every random generator. Without it the manifest records null and the run cannot be reproduced at RNG level.',
  },
  {
    name: 'deterministic',
    type: bool,
    default: 'false',
    doc: 'Deterministic algorithms and cuDNN. Means little without a seed.',
  },
];

const evaluateKeys: readonly KeySpec[] = [
  { name: 'metrics', type: listOf(word('metric')), doc: 'What is measured on the rows held back.' },
];

const exportKeys: readonly KeySpec[] = [
  { name: 'format', type: word('format'), required: true, doc: 'torch, onnx or torchscript.' },
  { name: 'path', type: string, required: true, doc: 'File to write the model to.' },
  {
    name: 'input_shape',
    type: listOf(int({ above: 0 })),
    required: 'onnx',
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
  },
  sweep: {
    keyword: 'sweep',
    named: false,
    max: 1,
    keys: [],
    doc: 'Lists of values for parameters; every combination is run.',
  },
  dataset: { keyword: 'dataset', named: true, max: 'many', keys: datasetKeys, doc: 'Rows to train on.' },
  model: { keyword: 'model', named: true, max: 'many', keys: [], doc: 'Layers, from the input to the output.' },
  train: { keyword: 'train', named: false, max: 1, keys: trainKeys, doc: 'What is trained on what, and how.' },
  evaluate: { keyword: 'evaluate', named: false, max: 1, keys: evaluateKeys, doc: 'What is measured after training.' },
  export: { keyword: 'export', named: false, max: 1, keys: exportKeys, doc: 'How the trained model is saved.' },
};

const keysByName = new Map(Object.values(blocks).map(b => [b.keyword, new Map(b.keys.map(k => [k.name, k]))]));
const statuses = new Map(Object.entries(words).map(([list, all]) => [list, new Map(all.map(w => [w.name, w.status]))]));

/** The key of a block by name. */
export const keySpec = (keyword: BlockKeyword, key: string): KeySpec | undefined => keysByName.get(keyword)?.get(key);

/** What is known of a word; undefined when its list does not have it. */
export const wordStatus = (list: WordCategory, word: string): WordStatus | undefined => statuses.get(list)?.get(word);
