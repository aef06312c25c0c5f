// The names of a block for semantic tokens, by line and column from the start of the block. Cached per block.
import { lineIndex, positionAt } from '../../text/lineIndex';
import type { Block } from '../syntax/ast';
import { blockOccurrences, type SymbolKind } from './occurrences';

/** A name. `character` counts from the start of its line, on the first line from the start of the block. */
export interface NameToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly kind: SymbolKind;
  readonly name: string;
  readonly declares: boolean;
}

/** The names of a block in text order. */
export function nameTokens(block: Block): readonly NameToken[] {
  const tokens = cache.get(block) ?? computeNameTokens(block);
  cache.set(block, tokens);
  return tokens;
}

const cache = new WeakMap<Block, readonly NameToken[]>();

function computeNameTokens(block: Block): NameToken[] {
  const lines = lineIndex(block.text);
  return [...blockOccurrences(block)]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ kind, name, span, role }) => ({
      ...positionAt(lines, span.start),
      length: span.end - span.start,
      kind,
      name,
      declares: role === 'declaration',
    }));
}
