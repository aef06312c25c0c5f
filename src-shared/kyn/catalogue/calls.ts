// What can be called in a spec, with its arguments: the one list for completion, signature help and hover.
import type { CallArgument, CallSpec } from './types';

const rate = (status: CallArgument['status'], example: string): CallArgument => ({
  name: 'lr',
  positional: false,
  type: { kind: 'float', above: 0 },
  example,
  status,
  doc: 'Learning rate: how far weights move at each update.',
  repro: 'Write it out: a default of the optimizer may change with its version.',
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
      doc: 'The highest learning rate, reached on the way.',
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
      doc: 'Path of the file, looked up in the working folder, then beside the spec.',
      repro: 'CONFIG_HASH covers the path, not the rows: a file that changed gives other results under the same hash.',
    },
  ],
};

/** All calls. */
export const calls: readonly CallSpec[] = [csv, ...optimizers, onecycle];

const byName = new Map(calls.map(call => [call.name, call]));

/** A call by its name; undefined when it is not known. */
export const callSpec = (name: string): CallSpec | undefined => byName.get(name);
