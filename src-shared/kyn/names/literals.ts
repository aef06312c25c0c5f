// Places where a param could stand for a value, by the name of the key or argument that is set there.
import { type Span, shift } from '../../text/span';
import type { Argument, Entry, SyntaxTree, Value } from '../syntax/ast';
import { blocksOf } from './scope';

/** A value that a param could stand for. The span is absolute. */
export interface Literal {
  readonly keyword: 'dataset' | 'train';
  readonly value: Value;
  readonly span: Span;
}

const PLAIN: ReadonlySet<Value['kind']> = new Set(['int', 'float', 'bool', 'string']);

/** Whether a value can be that of a param; names stand for blocks and words. */
export const isLiteral = (value: Value): boolean => PLAIN.has(value.kind);

/** The plain values of keys and arguments of a name, in datasets and in what is trained. */
export const literalsOf = (tree: SyntaxTree, name: string): Literal[] =>
  (['dataset', 'train'] as const).flatMap(keyword =>
    blocksOf(tree, keyword).flatMap(({ at, item }) =>
      item.entries
        .flatMap(argumentsOf)
        .filter(a => a.key?.text === name && isLiteral(a.value))
        .map(({ value }) => ({ keyword, value, span: shift(value.span, at) })),
    ),
  );

function argumentsOf({ key, value, complete }: Entry): readonly Argument[] {
  if (!value || !complete) return [];
  return value.kind === 'call' ? value.args : [{ key, value }];
}
