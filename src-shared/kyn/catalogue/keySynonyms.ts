// Names that other tools use for a key, and the KynML key that they correspond to. None of them is a key of KynML.
import type { BlockKeyword } from './types';

/** The key of the block that a word means, or advice if no key of the block corresponds to it. */
export interface KeySynonym {
  readonly key?: string;
  readonly advice?: string;
}

const IN_OPTIMIZER = 'set the learning rate in the optimizer: `optimizer = adam(lr=0.001)`.';

const IN_SOURCE = 'set the file in the source: `source = csv("data.csv")`.';

const train: Readonly<Record<string, KeySynonym>> = {
  batch_size: { key: 'batch' },
  batchsize: { key: 'batch' },
  mini_batch: { key: 'batch' },
  minibatch: { key: 'batch' },
  dataset: { key: 'data' },
  train_data: { key: 'data' },
  num_epochs: { key: 'epochs' },
  n_epochs: { key: 'epochs' },
  max_epochs: { key: 'epochs' },
  network: { key: 'model' },
  net: { key: 'model' },
  criterion: { key: 'loss' },
  loss_fn: { key: 'loss' },
  loss_function: { key: 'loss' },
  objective: { key: 'loss' },
  optim: { key: 'optimizer' },
  optimiser: { key: 'optimizer' },
  lr_scheduler: { key: 'scheduler' },
  early_stopping: { key: 'early_stop' },
  checkpoints: { key: 'checkpoint' },
  random_seed: { key: 'seed' },
  random_state: { key: 'seed' },
  accelerator: { key: 'device' },
  learning_rate: { advice: IN_OPTIMIZER },
  lr: { advice: IN_OPTIMIZER },
};

const dataset: Readonly<Record<string, KeySynonym>> = {
  file: { advice: IN_SOURCE },
  path: { advice: IN_SOURCE },
  csv: { advice: IN_SOURCE },
  label: { key: 'target' },
  labels: { key: 'target' },
  target_column: { key: 'target' },
  train_split: { key: 'split' },
  train_size: { key: 'split' },
  train_fraction: { key: 'split' },
  test_size: { advice: 'use `split`, the fraction of rows used for training: `0.8` holds back `0.2`.' },
  standardize: { key: 'normalize' },
  normalise: { key: 'normalize' },
  workers: { key: 'num_workers' },
};

const exported: Readonly<Record<string, KeySynonym>> = {
  file: { key: 'path' },
  filename: { key: 'path' },
  output: { key: 'path' },
  type: { key: 'format' },
  shape: { key: 'input_shape' },
  opset_version: { key: 'opset' },
};

const synonyms = new Map<BlockKeyword, ReadonlyMap<string, KeySynonym>>(
  Object.entries({ train, dataset, export: exported }).map(([keyword, words]) => [
    keyword as BlockKeyword,
    new Map(Object.entries(words)),
  ]),
);

/** The synonym for a word in a block of a keyword; case-insensitive. */
export const keySynonym = (keyword: BlockKeyword, word: string): KeySynonym | undefined =>
  synonyms.get(keyword)?.get(word.toLowerCase());
