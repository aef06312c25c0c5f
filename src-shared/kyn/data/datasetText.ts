// What a dataset says about its data: the path of its file and the name of its target, through `$name` where they stand there.

import { type Params, resolved } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { entryOf } from '../training/trainTarget';
import type { DataText } from './data';

/** The path of a dataset; undefined where none can be told. */
export function sourceOf(block: Block, params: Params): DataText | undefined {
  const source = wholeValue(block, 'source');
  const call = source && resolved(source, params);
  if (call?.kind !== 'call' || call.callee.text !== 'csv') return undefined;
  const [path, ...more] = call.args;
  if (!path || path.key || more.length > 0) return undefined;
  const text = textOf(path.value, params);
  // Of a call behind a param the path stands in another block.
  return text && source && call !== source ? { ...text, written: source } : text;
}

/** The target column of a dataset; undefined where none can be told. */
export function targetOf(block: Block, params: Params): DataText | undefined {
  const target = wholeValue(block, 'target');
  return target && textOf(target, params);
}

// What a syntax fault cut short is not judged.
function wholeValue(block: Block, key: string): Value | undefined {
  const entry = entryOf(block, key);
  return entry?.complete ? entry.value : undefined;
}

function textOf(written: Value, params: Params): DataText | undefined {
  const value = resolved(written, params);
  return value?.kind === 'string' && value.value !== '' ? { value: value.value, written } : undefined;
}
