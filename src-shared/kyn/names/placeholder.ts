// Initial values for fixes that add a key. None of them causes another finding.
import type { KeySpec } from '../catalogue';
import type { Scope } from './scope';

/** An initial value for a key; undefined if none makes sense, for example if no model is declared. */
export function placeholder({ type, default: defaultText, name }: KeySpec, scope?: Scope): string | undefined {
  if (defaultText !== undefined) return defaultText;
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
      return scope?.declared.all(type.to)[0]?.name;
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
