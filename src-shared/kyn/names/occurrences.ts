// Declarations and references of models, datasets and params, for go to definition, references, highlight and rename.
import { type Span, shift, span, touches } from '../../text/span';
import { keySpec } from '../catalogue';
import type { Block, SyntaxTree } from '../syntax/ast';

/** The kinds of symbols that a name can refer to. */
export type SymbolKind = 'model' | 'dataset' | 'param';

/** An occurrence of a name. Spans are absolute and cover the bare name without `$`. */
export interface Occurrence {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly span: Span;
  /** `axis`: a sweep axis, which refers to a param without using its value. */
  readonly role: 'declaration' | 'use' | 'axis';
}

/** All occurrences in a file, block by block. */
export function occurrencesIn(tree: SyntaxTree): Occurrence[] {
  return tree.items.flatMap(({ at, item }) =>
    item.kind === 'block' ? blockOccurrences(item).map(o => ({ ...o, span: shift(o.span, at) })) : [],
  );
}

/** The occurrences in a block, spans relative to it. Cached, because blocks are immutable. */
export function blockOccurrences(block: Block): readonly Occurrence[] {
  let occurrences = cache.get(block);
  // Called for each block on every keystroke. Setting the cache only on a miss is much faster than setting it always.
  if (!occurrences) {
    occurrences = computeOccurrences(block);
    cache.set(block, occurrences);
  }
  return occurrences;
}

const cache = new WeakMap<Block, readonly Occurrence[]>();

/** The occurrence at an offset. */
export const occurrenceAt = (tree: SyntaxTree, offset: number): Occurrence | undefined =>
  occurrencesIn(tree).find(o => touches(o.span, offset) || (o.kind === 'param' && o.span.start - 1 === offset));

function computeOccurrences(block: Block): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const { keyword, name, entries, params } = block;
  if (name && (keyword === 'model' || keyword === 'dataset'))
    occurrences.push({ kind: keyword, name: name.text, span: name.span, role: 'declaration' });
  for (const { key, value } of entries) {
    if (keyword === 'params') occurrences.push({ kind: 'param', name: key.text, span: key.span, role: 'declaration' });
    if (keyword === 'sweep') occurrences.push({ kind: 'param', name: key.text, span: key.span, role: 'axis' });
    const type = keyword && keySpec(keyword, key.text)?.type;
    if (type?.kind === 'ref' && value?.kind === 'name')
      occurrences.push({ kind: type.to, name: value.text, span: value.span, role: 'use' });
  }
  for (const p of params)
    occurrences.push({ kind: 'param', name: p.text, span: span(p.span.start + 1, p.span.end), role: 'use' });
  return occurrences;
}
