// Which names of a spec nothing uses. Where something could not be read or names nothing, it may be what was meant to use a name: then none is unused.
import { shift } from '../text/span';
import type { FileContext } from './check';
import { type Occurrence, occurrencesIn, type SymbolKind } from './occurrences';
import { blocksOf } from './scope';
import { entryOf } from './trained';

const NONE: ReadonlySet<string> = new Set();

/** Names by kind that are declared in the spec and used neither by it nor by what it imports. A sweep axis alone uses nothing. */
export function unusedNames(context: FileContext): Readonly<Record<SymbolKind, ReadonlySet<string>>> {
  if (isBroken(context)) return { model: NONE, dataset: NONE, param: NONE };
  const uses = usesOf(context);
  const unusedOf = (kind: SymbolKind): ReadonlySet<string> => {
    const declared = declaredOf(context, kind);
    const used = new Set(uses.filter(o => o.kind === kind).map(o => o.name));
    const isOpen = [...used].some(name => !declared.has(name)) || lacksReference(context, kind);
    return isOpen ? NONE : new Set([...declared].filter(name => !used.has(name)));
  };
  return { model: unusedOf('model'), dataset: unusedOf('dataset'), param: unusedOf('param') };
}

const isBroken = ({ tree, scope, composition }: FileContext): boolean =>
  !scope.complete || composition.problems.length > 0 || tree.items.some(({ item }) => item.faults.length > 0);

function declaredOf({ scope }: FileContext, kind: SymbolKind): ReadonlySet<string> {
  if (kind === 'param') return new Set(scope.params.values.keys());
  return new Set((kind === 'model' ? scope.models : scope.datasets).map(d => d.name));
}

// A train block without `model` was meant to use one.
function lacksReference({ tree }: FileContext, kind: SymbolKind): boolean {
  const key = { model: 'model', dataset: 'data', param: undefined }[kind];
  return key !== undefined && blocksOf(tree, 'train').some(({ item }) => !entryOf(item, key));
}

// What imported files use counts too: their models may name the params of this spec.
function usesOf({ tree, composition }: FileContext): Occurrence[] {
  const axes = new Set(
    blocksOf(tree, 'sweep').flatMap(({ at, item }) => item.entries.map(e => shift(e.key.span, at).start)),
  );
  const own = occurrencesIn(tree).filter(o => o.role === 'use' && !axes.has(o.span.start));
  return [...own, ...composition.files.flatMap(f => occurrencesIn(f.tree).filter(o => o.role === 'use'))];
}
