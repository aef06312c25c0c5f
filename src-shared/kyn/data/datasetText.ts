// The data of a dataset block: the path of its file and the name of its target column, resolved through `$name`.

import { type Params, resolved } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { entryOf } from '../training/trainTarget';
import type { DataText } from './data';

/** The CSV path of a dataset; undefined if it cannot be determined. */
export function sourceOf(block: Block, params: Params): DataText | undefined {
  const source = completeValue(block, 'source');
  const call = source && resolved(source, params);
  if (call?.kind !== 'call' || call.callee.text !== 'csv') return undefined;
  const [path, ...more] = call.args;
  if (!path || path.key || more.length > 0) return undefined;
  const text = textOf(path.value, params);
  // If the whole call comes from a param, its path is in another block.
  return text && source && call !== source ? { ...text, written: source } : text;
}

/** The target column of a dataset; undefined if it cannot be determined. */
export function targetOf(block: Block, params: Params): DataText | undefined {
  const target = completeValue(block, 'target');
  return target && textOf(target, params);
}

// Ignores values after a syntax fault.
function completeValue(block: Block, key: string): Value | undefined {
  const entry = entryOf(block, key);
  return entry?.complete ? entry.value : undefined;
}

function textOf(written: Value, params: Params): DataText | undefined {
  const value = resolved(written, params);
  return value?.kind === 'string' && value.value !== '' ? { value: value.value, written } : undefined;
}
