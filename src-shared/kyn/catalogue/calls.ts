// The calls of a spec (connectors, optimizers, schedulers) and their arguments, for checks, completion, signature help
// and hover.
import type { CallArgument, CallForm, CallSpec } from './types';

const rate = (status: CallArgument['status'], example: string): CallArgument => ({
  name: 'lr',
  positional: false,
  type: { kind: 'float', above: 0 },
  example,
  status,
  doc: 'Learning rate: the step size of each update.',
  repro: 'Set it explicitly: the default of the optimizer may change between versions.',
});

const optimizers: readonly CallSpec[] = [
  { name: 'adam', list: 'optimizer', args: [rate('documented', '0.001')] },
  { name: 'sgd', list: 'optimizer', args: [rate('assumed', '0.01')] },
  { name: 'adamw', list: 'optimizer', args: [rate('assumed', '0.001')] },
  { name: 'rmsprop', list: 'optimizer', args: [rate('assumed', '0.01')] },
];

const onecycle: CallSpec = {
  name: 'onecycle',
  list: 'scheduler',
  args: [
    {
      name: 'max_lr',
      positional: false,
      required: true,
      type: { kind: 'float', above: 0 },
      example: '0.01',
      status: 'documented',
      doc: 'The highest learning rate of the cycle.',
    },
  ],
};

// An argument that the KynML documentation does not specify.
const assumed = (
  name: string,
  type: CallArgument['type'],
  { doc, ...given }: Pick<CallArgument, 'doc' | 'example'> & Partial<Pick<CallArgument, 'default' | 'required'>>,
): CallArgument => ({ name, positional: false, type, status: 'assumed', doc, ...given });

const step: CallSpec = {
  name: 'step',
  list: 'scheduler',
  args: [
    assumed(
      'size',
      { kind: 'int', above: 0 },
      { required: true, example: '10', doc: 'The number of epochs between two steps.' },
    ),
    assumed(
      'gamma',
      { kind: 'float', above: 0 },
      { default: '0.1', example: '0.1', doc: 'The factor of the learning rate at each step.' },
    ),
  ],
};

const cosine: CallSpec = { name: 'cosine', list: 'scheduler', args: [] };

const plateau: CallSpec = {
  name: 'plateau',
  list: 'scheduler',
  args: [
    assumed(
      'patience',
      { kind: 'int', min: 0 },
      { default: '10', example: '10', doc: 'The number of epochs without a lower test loss before the rate changes.' },
    ),
    assumed(
      'factor',
      { kind: 'float', above: 0, below: 1 },
      { default: '0.1', example: '0.1', doc: 'The factor of the learning rate at each change.' },
    ),
  ],
};

/** The form of `early_stop` that the built-in compiler reads, besides a number of epochs. The language accepts any value. */
export const earlyStopForm: CallForm = {
  name: 'early_stop',
  args: [
    assumed(
      'patience',
      { kind: 'int', above: 0 },
      { required: true, example: '5', doc: 'The number of epochs without a lower test loss before the run ends.' },
    ),
    assumed(
      'min_delta',
      { kind: 'float', min: 0 },
      { default: '0.0', example: '0.001', doc: 'A decrease of the test loss counts only if it is larger than this.' },
    ),
  ],
};

/** The form of `checkpoint` that the built-in compiler reads. The language accepts any value. */
export const checkpointForm: CallForm = {
  name: 'checkpoint',
  args: [
    assumed(
      'path',
      { kind: 'string', filled: true },
      { required: true, example: '"checkpoint.pt"', doc: 'The file to write the weights to.' },
    ),
    assumed(
      'every',
      { kind: 'int', above: 0 },
      { default: '1', example: '5', doc: 'The number of epochs between two checkpoints.' },
    ),
  ],
};

const csv: CallSpec = {
  name: 'csv',
  list: 'connector',
  args: [
    {
      name: 'path',
      positional: true,
      required: true,
      type: { kind: 'string', filled: true },
      example: '"data.csv"',
      status: 'documented',
      doc: 'The path of the file. It is resolved against the working folder first, then against the folder of the spec.',
      repro:
        'CONFIG_HASH covers the path but not the rows. If the file changes, results change and the hash stays the same.',
    },
  ],
};

/** All known calls. */
export const calls: readonly CallSpec[] = [csv, ...optimizers, onecycle, step, cosine, plateau];

const byName = new Map(calls.map(call => [call.name, call]));

/** A call by name; undefined for an unknown one. */
export const callSpec = (name: string): CallSpec | undefined => byName.get(name);
