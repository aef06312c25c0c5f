// Resolves the names of a spec: models and datasets (declared or imported), params and sweep axes.
import { type Span, shift } from '../../text/span';
import type { BlockKeyword } from '../catalogue/types';
import type { Block, Placed, SyntaxTree, Value } from '../syntax/ast';
import type { Composition, ImportedFile } from './compose';

/**
 * A declared model or dataset. `file` is absent if the spec itself declares it. `span` is absolute in the declaring
 * file.
 */
export interface Declaration {
  readonly name: string;
  readonly span: Span;
  readonly block: Block;
  readonly file?: ImportedFile;
}

/** The params of a spec. The object stays the same while its block does, so it can be a cache key. */
export interface Params {
  readonly block: Block | undefined;
  readonly values: ReadonlyMap<string, Value | undefined>;
  /** Whether these are all params: false if a line of the block could not be parsed. */
  readonly complete: boolean;
  /** Set for a library, a file made to be imported: the specs that import it declare the missing params. */
  readonly library?: true;
  /** The param that a run of a sweep sets to another value than its default. */
  readonly swept?: { readonly name: string; readonly value: Value | undefined };
}

/** All names of a spec. Its own declarations come first, then imported ones in import order. */
export interface Scope {
  readonly models: readonly Declaration[];
  readonly datasets: readonly Declaration[];
  readonly params: Params;
  /**
   * Whether these are all names: false if an import or a block header cannot be understood, so that an unknown name is
   * not reported.
   */
  readonly complete: boolean;
}

/** The blocks of a tree with a keyword, in text order. */
export function blocksOf(tree: SyntaxTree, keyword: BlockKeyword): readonly Placed<Block>[] {
  let groups = blockGroups.get(tree);
  if (!groups) {
    groups = groupBlocks(tree);
    blockGroups.set(tree, groups);
  }
  return groups.get(keyword) ?? [];
}

// Trees are immutable, so their blocks are grouped once.
const blockGroups = new WeakMap<SyntaxTree, Map<BlockKeyword, Placed<Block>[]>>();

function groupBlocks({ items }: SyntaxTree): Map<BlockKeyword, Placed<Block>[]> {
  const found = new Map<BlockKeyword, Placed<Block>[]>();
  for (const placed of items) {
    if (!isBlock(placed) || !placed.item.keyword) continue;
    const group = found.get(placed.item.keyword);
    if (group) group.push(placed);
    else found.set(placed.item.keyword, [placed]);
  }
  return found;
}

const LIBRARY: ReadonlySet<BlockKeyword | undefined> = new Set<BlockKeyword>(['dataset', 'model', 'params']);

/** Whether a file is a library: it contains only imports, datasets, models and params. */
export const isLibrary = ({ items }: SyntaxTree): boolean =>
  items.every(({ item }) => item.kind !== 'block' || LIBRARY.has(item.keyword));

const isBlock = (placed: Placed): placed is Placed<Block> => placed.item.kind === 'block';

/** Collects the names of a spec. */
export function scopeOf(tree: SyntaxTree, composition: Composition, previous?: Scope): Scope {
  const declared = (keyword: 'model' | 'dataset') => declarations(tree, keyword);
  const imported = (keyword: 'model' | 'dataset') => composition.files.flatMap(f => declarations(f.tree, keyword, f));
  return {
    models: [...declared('model'), ...imported('model')],
    datasets: [...declared('dataset'), ...imported('dataset')],
    params: paramsOf(tree, previous?.params),
    complete:
      composition.problems.every(p => p.kind === 'cycle') &&
      [tree, ...composition.files.map(f => f.tree)].every(hasKnownHeaders),
  };
}

const hasKnownHeaders = ({ items }: SyntaxTree): boolean =>
  items.every(
    ({ item }) => (item.kind === 'import' ? item.path : item.kind === 'preamble' || item.keyword) !== undefined,
  );

function declarations(tree: SyntaxTree, keyword: 'model' | 'dataset', file?: ImportedFile): Declaration[] {
  const found: Declaration[] = [];
  for (const { at, item } of blocksOf(tree, keyword))
    if (item.name)
      found.push({ name: item.name.text, span: shift(item.name.span, at), block: item, ...(file && { file }) });
  return found;
}

function paramsOf(tree: SyntaxTree, previous?: Params): Params {
  const block = blocksOf(tree, 'params')[0]?.item;
  const library = isLibrary(tree);
  if (previous && previous.block === block && (previous.library === true) === library) return previous;
  const values = new Map<string, Value | undefined>();
  // Which of two duplicates counts is not documented. The second one is reported, so the first one is used.
  // The value of an incomplete entry is unknown.
  for (const { key, value, complete } of block?.entries ?? [])
    if (!values.has(key.text)) values.set(key.text, complete ? value : undefined);
  return { block, values, complete: !block?.unread, ...(library && { library }) };
}

/**
 * A value with `$name` replaced by the default of the param or by its swept value; undefined if the param has no usable
 * value.
 */
export function resolved(value: Value, { values, swept }: Params): Value | undefined {
  if (value.kind !== 'param') return value;
  const target = swept?.name === value.name ? swept.value : values.get(value.name);
  return target?.kind === 'param' ? undefined : target;
}

const WORD = /^(?!(?:true|false)$)[A-Za-z_]\w*$/i;

/**
 * Converts the string value of a param to a word, because params cannot contain words. Returns every other value
 * unchanged.
 */
export function asWord(value: Value): Value {
  return value.kind === 'string' && WORD.test(value.value)
    ? { kind: 'name', text: value.value, span: value.span }
    : value;
}

/** The word that a value is, directly or through `$name`; undefined if it is not a word. */
export function wordIn(written: Value | undefined, params: Params): string | undefined {
  const value = written && resolved(written, params);
  const word = value && value !== written ? asWord(value) : value;
  return word?.kind === 'name' ? word.text : undefined;
}
