// The names of a block for semantic tokens, by line and column from the start of the block. Cached per block.

import { blockOccurrences, type SymbolKind } from '../../../../src-shared/kyn/names/occurrences';
import type { Block } from '../../../../src-shared/kyn/syntax/ast';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';

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
