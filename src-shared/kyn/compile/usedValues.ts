// The values of the params that a block uses, as one text: blocks are planned alike where it is the same.
import { type Params, resolved } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';

const namesOf = new WeakMap<Block, readonly string[]>();

/** The names of the params that a block uses, each once. */
export function usedParams(block: Block): readonly string[] {
  const names = namesOf.get(block) ?? [...new Set(block.params.map(p => p.text))];
  namesOf.set(block, names);
  return names;
}

/** The values of the params that a block uses; those that are not known are in it, too. */
export function usedValues(block: Block, params: Params): string {
  const used: Value[] = usedParams(block).map(name => ({ kind: 'param', name, span: NOWHERE }));
  return JSON.stringify(used.map(value => textsOf(value, params)));
}

const NOWHERE = { start: 0, end: 0 };

// The items of a list may be params, too.
function textsOf(written: Value, params: Params): unknown {
  const value = resolved(written, params);
  return value?.kind === 'list' ? value.items.map(item => textOf(resolved(item, params))) : textOf(value);
}

const textOf = (value: Value | undefined): string | undefined => value && valueSource(value);
