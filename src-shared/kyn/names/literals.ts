// Literal values in a spec that a param could replace, by the name of their key or argument.
import { type Span, shift } from '../../text/span';
import type { Argument, Entry, SyntaxTree, Value } from '../syntax/ast';
import { blocksOf } from './scope';

/** A literal value that a param could replace. The span is absolute. */
export interface Literal {
  readonly keyword: 'dataset' | 'train';
  readonly value: Value;
  readonly span: Span;
}

const LITERALS: ReadonlySet<Value['kind']> = new Set(['int', 'float', 'bool', 'string']);

/** Whether a value is a literal, which a param can contain. Names are not: they refer to blocks and words. */
export const isLiteral = (value: Value): boolean => LITERALS.has(value.kind);

/** The literal values of the keys and arguments of a name, in dataset and train blocks. */
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
