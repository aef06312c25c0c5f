// A spec as a list of parts: imports and blocks with the comments and blank lines before each.
import { type Span, span } from '../../text/span';
import type { Block, Import, Placed, SyntaxTree } from '../syntax/ast';
import { endOfBody } from '../syntax/blockLines';
import { type Matches, matchByKey } from './alignLists';

/** An import or a block. `span`: from its header to the end of its last line, without comments and blank lines before the next part. */
export interface Part {
  readonly key: string;
  readonly placed: Placed<Block | Import>;
  readonly span: Span;
}

/** The parts of a version, and its text. */
export interface PartList {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** Two versions of a spec, and which parts correspond. */
export interface PartsCompared {
  readonly old: PartList;
  readonly current: PartList;
  readonly matches: Matches;
}

/** The parts of a spec in text order. */
export function partsOf({ text, items }: SyntaxTree): PartList {
  const parts = items.flatMap(({ at, item }): Part[] =>
    item.kind === 'preamble' ? [] : [{ key: keyOf(item), placed: { at, item }, span: span(at, at + endOfBody(item)) }],
  );
  return { text, parts };
}

const keyOf = (item: Block | Import): string =>
  item.kind === 'import'
    ? `import ${item.path?.value}`
    : [item.keyword ?? item.header.text, ...(item.name ? [item.name.text] : [])].join(' ');

/** The comments and blank lines before a part; after the last one for the index behind it. */
export function gapBefore({ text, parts }: PartList, index: number): string {
  return text.slice(parts[index - 1]?.span.end ?? 0, parts[index]?.span.start ?? text.length);
}

/** Pairs the parts of two versions. The only import, dataset or model without a partner on each side is taken for the other one with a new name. */
export function matchParts({ parts: old }: PartList, { parts: current }: PartList): Matches {
  const matches = [...matchByKey(old.map(keyText), current.map(keyText))];
  const used = new Set(matches);
  for (const kind of RENAMED) {
    const [i, ...others] = indices(old, at => matches[at] === undefined && kindOf(old[at]) === kind);
    const [j, ...more] = indices(current, at => !used.has(at) && kindOf(current[at]) === kind);
    if (i === undefined || j === undefined || others.length + more.length > 0) continue;
    if (areSimilar(old[i] as Part, current[j] as Part)) matches[i] = j;
  }
  return matches;
}

const RENAMED = ['import', 'dataset', 'model'] as const;

const keyText = ({ key }: Part): string => key;

const kindOf = (part: Part | undefined): string | undefined =>
  part?.placed.item.kind === 'block' ? part.placed.item.keyword : part?.placed.item.kind;

const indices = (parts: readonly Part[], is: (index: number) => boolean): number[] =>
  [...parts.keys()].filter(i => is(i));

// Imports have nothing but their path. Other parts have a line in common.
function areSimilar({ placed: a }: Part, { placed: b }: Part): boolean {
  if (a.item.kind === 'import' || b.item.kind === 'import') return true;
  const lines = new Set(linesOf(a.item));
  return linesOf(b.item).some(line => lines.has(line));
}

const linesOf = ({ text, entries, layers }: Block): string[] =>
  [...entries, ...layers].map(({ span: { start, end } }) => text.slice(start, end));
