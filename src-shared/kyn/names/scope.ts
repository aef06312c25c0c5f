// What the names of a spec stand for: models and datasets (its own and imported), params and sweep axes.
import { type Span, shift } from '../../text/span';
import type { BlockKeyword } from '../catalogue/types';
import type { Block, Placed, SyntaxTree, Value } from '../syntax/ast';
import type { Composition, ImportedFile } from './compose';

/** A model or dataset. `file` is absent for the spec's own. `span` is absolute in the file that holds it. */
export interface Declaration {
  readonly name: string;
  readonly span: Span;
  readonly block: Block;
  readonly file?: ImportedFile;
}

/** The params of a spec. The object stays the same as long as its block does, so results can be reused by it. */
export interface Params {
  readonly block: Block | undefined;
  readonly values: ReadonlyMap<string, Value | undefined>;
  /** Whether these are all params: false where a line of the block could not be read. */
  readonly complete: boolean;
  /** The file is there to be imported: what its own block does not declare comes from the specs that import it. */
  readonly library?: true;
  /** The param that a run of a sweep sets to another value than its default. */
  readonly swept?: { readonly name: string; readonly value: Value | undefined };
}

/** All names of a spec. Declarations in order: its own first, then imported ones in the order of the imports. */
export interface Scope {
  readonly models: readonly Declaration[];
  readonly datasets: readonly Declaration[];
  readonly params: Params;
  /** Whether these are all names: false where an import or a block cannot be told, so that nothing can be said about a name that is not here. */
  readonly complete: boolean;
}

/** The blocks of a tree of one keyword, in text order. */
export function blocksOf(tree: SyntaxTree, keyword: BlockKeyword): readonly Placed<Block>[] {
  let known = groups.get(tree);
  if (!known) {
    known = groupBlocks(tree);
    groups.set(tree, known);
  }
  return known.get(keyword) ?? [];
}

// Many ask, and a tree never changes, so its blocks are sorted out once.
const groups = new WeakMap<SyntaxTree, Map<BlockKeyword, Placed<Block>[]>>();

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

/** Whether a file can be there only to be imported: it has nothing but imports, datasets, models and their params. */
export const isLibrary = ({ items }: SyntaxTree): boolean =>
  items.every(({ item }) => item.kind !== 'block' || LIBRARY.has(item.keyword));

const isBlock = (placed: Placed): placed is Placed<Block> => placed.item.kind === 'block';

/** Collects the names of a spec. */
export function scopeOf(tree: SyntaxTree, composition: Composition, previous?: Scope): Scope {
  const own = (keyword: 'model' | 'dataset') => declarations(tree, keyword);
  const imported = (keyword: 'model' | 'dataset') => composition.files.flatMap(f => declarations(f.tree, keyword, f));
  return {
    models: [...own('model'), ...imported('model')],
    datasets: [...own('dataset'), ...imported('dataset')],
    params: paramsOf(tree, previous?.params),
    complete:
      composition.problems.every(p => p.kind === 'cycle') &&
      [tree, ...composition.files.map(f => f.tree)].every(isTold),
  };
}

const isTold = ({ items }: SyntaxTree): boolean =>
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
  // Which of two counts is not documented, and the second one is reported; without it the first one stays.
  // One that a fault cut short has no value that could be judged.
  for (const { key, value, complete } of block?.entries ?? [])
    if (!values.has(key.text)) values.set(key.text, complete ? value : undefined);
  return { block, values, complete: !block?.unread, ...(library && { library }) };
}

/** What a value is once `$name` is replaced by its default, or by what a sweep sets it to; undefined where the name has none, or none that a param can have. */
export function resolved(value: Value, { values, swept }: Params): Value | undefined {
  if (value.kind !== 'param') return value;
  const standsFor = swept?.name === value.name ? swept.value : values.get(value.name);
  return standsFor?.kind === 'param' ? undefined : standsFor;
}

const WORD = /^(?!(?:true|false)$)[A-Za-z_]\w*$/i;

/** A string behind a `$name` where a word belongs -> that word: a param holds no names, so a string stands for one. Every other value stays. */
export function asWord(value: Value): Value {
  return value.kind === 'string' && WORD.test(value.value)
    ? { kind: 'name', text: value.value, span: value.span }
    : value;
}

/** The word that stands in a place for words, by itself or behind a `$name`; undefined where there is none. */
export function wordIn(written: Value | undefined, params: Params): string | undefined {
  const value = written && resolved(written, params);
  const word = value && value !== written ? asWord(value) : value;
  return word?.kind === 'name' ? word.text : undefined;
}
