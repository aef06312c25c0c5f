// The uses of params in a block where the catalogue defines a type.
import type { Block } from '../syntax/ast';
import { bindCall } from './bindCall';
import { type UnresolvedExpected, type UsingBlock, unresolvedValues } from './values';

/** A use of a param: what it is used for, and the block. */
export interface ParamUse extends UnresolvedExpected {
  /** The name of the param. */
  readonly name: string;
  readonly usedIn: UsingBlock;
}

const cache = new WeakMap<Block, readonly ParamUse[]>();

/** The uses of params in a block. Blocks are immutable, so they are collected once. */
export function paramUses(block: Block): readonly ParamUse[] {
  const cached = cache.get(block);
  if (cached) return cached;
  const usedIn = { keyword: block.keyword, name: block.name?.text };
  const uses = unresolvedValues(block)
    .flatMap(usesOf)
    .map(use => ({ ...use, usedIn }));
  cache.set(block, uses);
  return uses;
}

function usesOf({ written, type, identity }: UnresolvedExpected): Omit<ParamUse, 'usedIn'>[] {
  if (written.kind === 'param') return [{ name: written.name, written, type, identity }];
  if (written.kind === 'list' && type.kind === 'list')
    return written.items.flatMap(item => usesOf({ written: item, type: type.of, identity: { elementOf: identity } }));
  if (written.kind !== 'call' || type.kind !== 'call') return [];
  const { callee } = written;
  const bound = bindCall(written, type.callee)?.bound ?? [];
  return bound.flatMap(({ arg, value }) =>
    usesOf({ written: value, type: arg.type, identity: { callee: callee.text, argument: arg.name } }),
  );
}
