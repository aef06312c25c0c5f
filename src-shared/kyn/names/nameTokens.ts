// The names of a block as an editor colours them: by line and column from the block's start. Found once for each block, which never changes.
import { lineIndex, positionAt } from '../../text/lineIndex';
import type { Block } from '../syntax/ast';
import { blockOccurrences, type SymbolKind } from './occurrences';

/** A name; `character` counts from the start of its line, in the first line from the block's start. */
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
  const known = found.get(block) ?? inBlock(block);
  found.set(block, known);
  return known;
}

const found = new WeakMap<Block, readonly NameToken[]>();

function inBlock(block: Block): NameToken[] {
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
