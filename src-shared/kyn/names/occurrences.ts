// Where names are declared and used: models, datasets and params. The base of definition, references, highlight and rename.
import { type Span, shift, span, touches } from '../../text/span';
import { keySpec } from '../catalogue';
import type { Block, SyntaxTree } from '../syntax/ast';

/** What a name can stand for. */
export type SymbolKind = 'model' | 'dataset' | 'param';

/** A name at its place; spans are absolute and hold the bare name without `$`. A sweep axis uses the param of its name. */
export interface Occurrence {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly span: Span;
  /** A sweep axis names a param without using it. */
  readonly role: 'declaration' | 'use' | 'axis';
}

/** All occurrences in a file, in text order for each block. */
export function occurrencesIn(tree: SyntaxTree): Occurrence[] {
  return tree.items.flatMap(({ at, item }) =>
    item.kind === 'block' ? blockOccurrences(item).map(o => ({ ...o, span: shift(o.span, at) })) : [],
  );
}

/** The occurrences in a block, spans relative to it. Found once: a block never changes. */
export function blockOccurrences(block: Block): readonly Occurrence[] {
  let known = found.get(block);
  // Every keystroke asks for each block, and looking up is much faster than setting.
  if (!known) {
    known = inBlock(block);
    found.set(block, known);
  }
  return known;
}

const found = new WeakMap<Block, readonly Occurrence[]>();

/** The occurrence under an offset. */
export const occurrenceAt = (tree: SyntaxTree, offset: number): Occurrence | undefined =>
  occurrencesIn(tree).find(o => touches(o.span, offset) || (o.kind === 'param' && o.span.start - 1 === offset));

function inBlock(block: Block): Occurrence[] {
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
