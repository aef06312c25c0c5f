// Finds unused names of a spec. If something cannot be parsed or a reference is unresolved, it may be the missing use,
// so no name is unused.

import { blockOccurrences, type Occurrence, type SymbolKind } from '../names/occurrences';
import { outlineOf } from '../names/outline';
import { blocksOf } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block } from '../syntax/ast';
import { matching } from '../syntax/matching';
import { entryOf } from './trainTarget';

const NONE: ReadonlySet<string> = new Set();

type NamesByKind = Readonly<Record<SymbolKind, ReadonlySet<string>>>;

const NOTHING: NamesByKind = { model: NONE, dataset: NONE, param: NONE };

const known = new WeakMap<object, NamesByKind>();

/** Names by kind that the spec declares and that neither it nor its imports use. */
export function unusedNames(context: SpecModel): NamesByKind {
  if (isBroken(context)) return NOTHING;
  const { model, dataset, param } = resolvedUnused(context);
  // A train block without a valid `model` or `data` may be meant to use a name of that kind.
  return {
    model: lacksReference(context, 'model') ? NONE : model,
    dataset: lacksReference(context, 'data') ? NONE : dataset,
    param,
  };
}

function resolvedUnused(context: SpecModel): NamesByKind {
  if (context.composition.files.length > 0) return computeUnused(context);
  // Without imports, the outline has all declarations and uses.
  const outline = outlineOf(context.tree);
  const unused = known.get(outline) ?? computeUnused(context);
  known.set(outline, unused);
  return unused;
}

function computeUnused(context: SpecModel): NamesByKind {
  const used = usedNames(context);
  const unusedOf = (kind: SymbolKind): ReadonlySet<string> => {
    const declared = declaredOf(context, kind);
    const isUncertain = [...used[kind]].some(name => !declared.has(name));
    return isUncertain ? NONE : new Set([...declared].filter(name => !used[kind].has(name)));
  };
  return { model: unusedOf('model'), dataset: unusedOf('dataset'), param: unusedOf('param') };
}

const withFaults = matching(item => item.faults.length > 0);

const isBroken = ({ tree, scope, composition }: SpecModel): boolean =>
  !scope.complete || composition.problems.length > 0 || withFaults(tree).length > 0;

function declaredOf({ scope }: SpecModel, kind: SymbolKind): ReadonlySet<string> {
  if (kind === 'param') return new Set(scope.params.values.keys());
  return new Set(scope.declared.all(kind).map(d => d.name));
}

function lacksReference({ tree }: SpecModel, key: 'model' | 'data'): boolean {
  return blocksOf(tree, 'train').some(({ item }) => entryOf(item, key)?.value?.kind !== 'name');
}

// Includes the uses in imported files: their models may use the params of this spec.
function usedNames({ tree, composition }: SpecModel): Record<SymbolKind, Set<string>> {
  const used = { model: new Set<string>(), dataset: new Set<string>(), param: new Set<string>() };
  for (const { items } of [tree, ...composition.files.map(f => f.tree)])
    for (const { item } of items)
      if (item.kind === 'block') for (const { kind, name } of usesIn(item)) used[kind].add(name);
  return used;
}

type Use = Pick<Occurrence, 'kind' | 'name'>;

const cache = new WeakMap<Block, readonly Use[]>();

// The distinct names that a block uses, cached because this runs for all blocks on every keystroke.
function usesIn(block: Block): readonly Use[] {
  let uses = cache.get(block);
  if (!uses) {
    const all = blockOccurrences(block).filter(o => o.role === 'use');
    uses = [...new Map(all.map(o => [`${o.kind} ${o.name}`, o])).values()];
    cache.set(block, uses);
  }
  return uses;
}
