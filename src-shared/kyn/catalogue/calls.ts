// The calls of a spec (connectors, optimizers, schedulers) and their arguments, for checks, completion, signature help
// and hover.
import type { CallArgument, CallSpec } from './types';

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
export const calls: readonly CallSpec[] = [csv, ...optimizers, onecycle];

const byName = new Map(calls.map(call => [call.name, call]));

/** A call by name; undefined for an unknown one. */
export const callSpec = (name: string): CallSpec | undefined => byName.get(name);
