// Values to begin with, for fixes that write a key: none brings a finding of its own.
import type { KeySpec } from '../catalogue';
import type { Scope } from './scope';

/** A value for a key; undefined where there is none without knowing the names of the spec, or none yet. */
export function placeholder({ type, default: byDefault, name }: KeySpec, scope?: Scope): string | undefined {
  if (byDefault !== undefined) return byDefault;
  switch (type.kind) {
    case 'call':
      return CALLS[type.callee];
    case 'string':
      return '""';
    case 'list':
      return name === 'metrics' ? '[mae]' : '[1, 1]';
    case 'word':
      return type.words === 'format' ? 'torch' : 'mse';
    case 'ref':
      return (type.to === 'model' ? scope?.models : scope?.datasets)?.[0]?.name;
    case 'int':
      return name === 'seed' ? '42' : '1';
    case 'any':
      return undefined;
    default:
      return '1';
  }
}

const CALLS: Readonly<Record<string, string>> = {
  connector: 'csv("data.csv")',
  optimizer: 'adam(lr=0.001)',
  scheduler: 'onecycle(max_lr=0.01)',
};
