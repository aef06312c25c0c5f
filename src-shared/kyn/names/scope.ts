// Resolves the names of a spec: models and datasets (declared or imported), params and sweep axes.
import { memoizedByIdentity } from '../../text/memoizedByIdentity';
import { type Span, shift } from '../../text/span';
import type { BlockKeyword } from '../catalogue/types';
import type { Block, Placed, SyntaxTree, Value } from '../syntax/ast';
import type { Composition, ImportedFile } from './compose';
import { ofOutline } from './outline';

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

/** A value given for a param from outside of the spec. Its span is not a place in the spec. `text`: as it was written. */
export interface Override {
  readonly value: Value;
  readonly text: string;
}

/** Overrides by the name of the param. Keep one object while nothing changes: params are cached by its identity. */
export type Overrides = ReadonlyMap<string, Override>;

/** The params of a spec. The object stays the same while its block does, so it can be a cache key. */
export interface Params {
  readonly block: Block | undefined;
  readonly values: ReadonlyMap<string, Value | undefined>;
  /** Whether these are all params: false if a line of the block could not be parsed. */
  readonly complete: boolean;
  /** Set for a library, a file made to be imported: the specs that import it declare the missing params. */
  readonly library?: true;
  /** The values that replace defaults, as `--param` does. They are already in `values`. */
  readonly overrides?: Overrides;
  /** The param that a run of a sweep sets to another value than its default. */
  readonly swept?: { readonly name: string; readonly value: Value | undefined };
}

/** The declared models and datasets of a spec. Its own declarations come first, then imported ones in import order. */
export interface Declared {
  readonly all: (kind: DeclaredKind) => readonly Declaration[];
  readonly imported: (kind: DeclaredKind) => readonly Declaration[];
  /** The first declaration, without making the others. */
  readonly first: (kind: DeclaredKind) => Declaration | undefined;
  /** The declarations with a name, without making those with other names. */
  readonly named: (kind: DeclaredKind, name: string) => readonly Declaration[];
  readonly has: (kind: DeclaredKind, name: string) => boolean;
  readonly isAny: (kind: DeclaredKind) => boolean;
  /** Whether a name is declared twice. */
  readonly isAnyTwice: (kind: DeclaredKind) => boolean;
}

/** The kinds of blocks with a name. */
export type DeclaredKind = 'model' | 'dataset';

/** All names of a spec. */
export interface Scope {
  readonly declared: Declared;
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
    groups = new Map();
    blockGroups.set(tree, groups);
  }
  let group = groups.get(keyword);
  if (!group) {
    group = indicesOf(tree, keyword).map(i => tree.items[i] as Placed<Block>);
    groups.set(keyword, group);
  }
  return group;
}

// Trees are immutable, so their blocks are grouped once.
const blockGroups = new WeakMap<SyntaxTree, Map<BlockKeyword, readonly Placed<Block>[]>>();

/** The indices of the blocks with a keyword among the items of a tree. */
export const indicesOf = (tree: SyntaxTree, keyword: BlockKeyword): readonly number[] =>
  indicesByKeyword(tree).get(keyword) ?? [];

const indicesByKeyword = ofOutline(({ items }): ReadonlyMap<BlockKeyword, readonly number[]> => {
  const found = new Map<BlockKeyword, number[]>();
  for (const [i, { item }] of items.entries()) {
    if (item.kind !== 'block' || !item.keyword) continue;
    const group = found.get(item.keyword);
    if (group) group.push(i);
    else found.set(item.keyword, [i]);
  }
  return found;
});

const LIBRARY: ReadonlySet<BlockKeyword | undefined> = new Set<BlockKeyword>(['dataset', 'model', 'params']);

/** Whether a file is a library: it contains only imports, datasets, models and params. */
export const isLibrary = ofOutline(({ items }) =>
  items.every(({ item }) => item.kind !== 'block' || LIBRARY.has(item.keyword)),
);

/** Collects the names of a spec. */
export const scopeOf = (
  tree: SyntaxTree,
  composition: Composition,
  { previous, overrides }: { readonly previous?: Scope | undefined; readonly overrides?: Overrides | undefined } = {},
): Scope => ({
  declared: declaredIn(tree, composition.files),
  params: paramsOf(tree, previous?.params, overrides),
  complete:
    composition.problems.every(p => p.kind === 'cycle') &&
    [tree, ...composition.files.map(f => f.tree)].every(hasKnownHeaders) &&
    composition.files.every(f => hasReadBeginning(f.tree)),
});

// A file that begins with anything else is not a spec, such as a Git LFS pointer in its place: what it would declare is unknown.
const hasReadBeginning = memoizedByIdentity(({ items }: SyntaxTree) =>
  items.every(({ item }) => item.kind !== 'preamble' || item.faults.every(f => f.code === 'byte-order-mark')),
);

const hasKnownHeaders = ofOutline(({ items }) =>
  items.every(
    ({ item }) => (item.kind === 'import' ? item.path : item.kind === 'preamble' || item.keyword) !== undefined,
  ),
);

// A spec may declare thousands of models, and most of its checks need only the one that is trained.
function declaredIn(tree: SyntaxTree, files: readonly ImportedFile[]): Declared {
  const lists = new Map<DeclaredKind, readonly Declaration[]>();
  const trees = [tree, ...files.map(f => f.tree)];
  const imported = (kind: DeclaredKind) => files.flatMap(f => declarations(f.tree, kind, f));
  const all = (kind: DeclaredKind): readonly Declaration[] => {
    let list = lists.get(kind);
    if (!list) {
      list = [...declarations(tree, kind), ...imported(kind)];
      lists.set(kind, list);
    }
    return list;
  };
  const allNamed = (kind: DeclaredKind, name: string): readonly Declaration[] => [
    ...named(tree, kind, name),
    ...files.flatMap(f => named(f.tree, kind, name, f)),
  ];
  return {
    all,
    imported,
    first: kind => {
      const [name] = trees.flatMap(one => firstKey(namesOf(one)[kind]));
      return name === undefined ? undefined : allNamed(kind, name)[0];
    },
    named: allNamed,
    has: (kind, name) => trees.some(one => namesOf(one)[kind].has(name)),
    isAny: kind => trees.some(one => namesOf(one)[kind].size > 0),
    isAnyTwice: kind =>
      files.length > 0
        ? new Set(all(kind).map(d => d.name)).size < all(kind).length
        : [...namesOf(tree)[kind].values()].some(at => at.length > 1),
  };
}

function firstKey(map: ReadonlyMap<string, unknown>): string[] {
  const { value, done } = map.keys().next();
  return done ? [] : [value];
}

function declarations(tree: SyntaxTree, kind: DeclaredKind, file?: ImportedFile): Declaration[] {
  return blocksOf(tree, kind).flatMap(placed => declarationOf(placed, file) ?? []);
}

const named = (tree: SyntaxTree, kind: DeclaredKind, name: string, file?: ImportedFile): Declaration[] =>
  (namesOf(tree)[kind].get(name) ?? []).flatMap(i => declarationOf(tree.items[i] as Placed<Block>, file) ?? []);

const declarationOf = ({ at, item }: Placed<Block>, file?: ImportedFile): Declaration | undefined =>
  item.name && { name: item.name.text, span: shift(item.name.span, at), block: item, ...(file && { file }) };

type Names = Readonly<Record<DeclaredKind, ReadonlyMap<string, readonly number[]>>>;

// The indices of the blocks that declare each name.
const namesOf = ofOutline((tree): Names => {
  const indices = (kind: DeclaredKind): ReadonlyMap<string, readonly number[]> => {
    const found = new Map<string, number[]>();
    for (const i of indicesOf(tree, kind)) {
      const name = (tree.items[i] as Placed<Block>).item.name?.text;
      if (name === undefined) continue;
      const others = found.get(name);
      if (others) others.push(i);
      else found.set(name, [i]);
    }
    return found;
  };
  return { model: indices('model'), dataset: indices('dataset') };
});

function paramsOf(tree: SyntaxTree, previous?: Params, overrides?: Overrides): Params {
  const block = blocksOf(tree, 'params')[0]?.item;
  const library = isLibrary(tree);
  const isSame = previous?.block === block && (previous?.library === true) === library;
  if (previous && isSame && previous.overrides === overrides) return previous;
  const values = new Map<string, Value | undefined>();
  // Which of two duplicates counts is not documented. The second one is reported, so the first one is used.
  // The value of an incomplete entry is unknown.
  for (const { key, value, complete } of block?.entries ?? [])
    if (!values.has(key.text)) values.set(key.text, overrides?.get(key.text)?.value ?? (complete ? value : undefined));
  return { block, values, complete: !block?.unread, ...(library && { library }), ...(overrides && { overrides }) };
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
