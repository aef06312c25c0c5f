// Which names of a spec nothing uses. Where something could not be read or names nothing, it may be what was meant to use a name: then none is unused.

import { blockOccurrences, type Occurrence, type SymbolKind } from '../names/occurrences';
import { blocksOf } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block } from '../syntax/ast';
import { entryOf } from './trainTarget';

const NONE: ReadonlySet<string> = new Set();

/** Names by kind that are declared in the spec and used neither by it nor by what it imports. */
export function unusedNames(context: SpecModel): Readonly<Record<SymbolKind, ReadonlySet<string>>> {
  if (isBroken(context)) return { model: NONE, dataset: NONE, param: NONE };
  const used = usedNames(context);
  const unusedOf = (kind: SymbolKind): ReadonlySet<string> => {
    const declared = declaredOf(context, kind);
    const isOpen = [...used[kind]].some(name => !declared.has(name)) || lacksReference(context, kind);
    return isOpen ? NONE : new Set([...declared].filter(name => !used[kind].has(name)));
  };
  return { model: unusedOf('model'), dataset: unusedOf('dataset'), param: unusedOf('param') };
}

const isBroken = ({ tree, scope, composition }: SpecModel): boolean =>
  !scope.complete || composition.problems.length > 0 || tree.items.some(({ item }) => item.faults.length > 0);

function declaredOf({ scope }: SpecModel, kind: SymbolKind): ReadonlySet<string> {
  if (kind === 'param') return new Set(scope.params.values.keys());
  return new Set((kind === 'model' ? scope.models : scope.datasets).map(d => d.name));
}

// A train block without `model`, or with something else than a name there, was meant to use one.
function lacksReference({ tree }: SpecModel, kind: SymbolKind): boolean {
  const key = { model: 'model', dataset: 'data', param: undefined }[kind];
  return key !== undefined && blocksOf(tree, 'train').some(({ item }) => entryOf(item, key)?.value?.kind !== 'name');
}

// What imported files use counts too: their models may name the params of this spec.
function usedNames({ tree, composition }: SpecModel): Record<SymbolKind, Set<string>> {
  const used = { model: new Set<string>(), dataset: new Set<string>(), param: new Set<string>() };
  for (const { items } of [tree, ...composition.files.map(f => f.tree)])
    for (const { item } of items)
      if (item.kind === 'block') for (const { kind, name } of usesIn(item)) used[kind].add(name);
  return used;
}

type Use = Pick<Occurrence, 'kind' | 'name'>;

const found = new WeakMap<Block, readonly Use[]>();

// Each name that a block uses, once; with every keystroke all blocks are asked.
function usesIn(block: Block): readonly Use[] {
  let known = found.get(block);
  if (!known) {
    const uses = blockOccurrences(block).filter(o => o.role === 'use');
    known = [...new Map(uses.map(o => [`${o.kind} ${o.name}`, o])).values()];
    found.set(block, known);
  }
  return known;
}
