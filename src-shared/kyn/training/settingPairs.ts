// The settings of two specs side by side. Imported models and datasets count, and the layers of a model are aligned.
import { alignLists } from '../../text/alignLists';
import { importsOf } from '../names/compose';
import type { SyntaxTree } from '../syntax/ast';
import { type Items, type Setting, settingsIn, settingsOf } from './settings';

/** A spec and the files that it imports, directly and through other files; `imports` is absent where they are not all known. */
export interface WholeSpec {
  readonly tree: SyntaxTree;
  readonly imports?: readonly SyntaxTree[] | undefined;
}

/** A setting of one or both specs, for people; a side is absent if the setting is not in that spec. Two hidden values may differ. */
export interface SettingPair {
  readonly path: string;
  readonly a?: string;
  readonly b?: string;
  readonly equal: boolean;
  /** The side without a value may import it: its imports are not known. */
  readonly isUnknown?: true;
}

// A spec without the key has the default.
const isEqual = (a: Setting | undefined, b: Setting | undefined): boolean =>
  a && b ? a.meaning === b.meaning : (a ?? b)?.isDefault === true;

/** All settings of two specs side by side: those of the first in its order, then those that only the second has. Imported models and datasets count. */
export function settingPairs(a: WholeSpec, b: WholeSpec): SettingPair[] {
  // Where what an import defines is known on both sides, its name is not a setting.
  const areKnown = ![a, b].some(hasUnknownImports);
  const [left, right] = [settingsIn(mergedItems(a, areKnown)), settingsIn(mergedItems(b, areKnown))];
  const [mayImportA, mayImportB] = [importable(a), importable(b)];
  const paired = rowsOf(left, right).map(({ path, a: x, b: y }): SettingPair => {
    const isUnknown = (!x && mayImportA(path)) || (!y && mayImportB(path));
    return {
      path,
      equal: !isUnknown && isEqual(x, y),
      ...(x && { a: x.shown }),
      ...(y && { b: y.shown }),
      ...(isUnknown && { isUnknown }),
    };
  });
  return [...paired, ...axisOrder(left, right)];
}

type Settings = ReadonlyMap<string, Setting>;

interface SettingRow {
  readonly path: string;
  readonly a?: Setting | undefined;
  readonly b?: Setting | undefined;
}

// The path of an import may end like that of a layer.
const LAYER = /^(model .*\.layer )\d+$/s;

// The rows by their paths; the layers of a model are in the place of its first one.
function rowsOf(left: Settings, right: Settings): SettingRow[] {
  const [layersA, layersB] = [layersIn(left), layersIn(right)];
  const done = new Set<string>();
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((path): SettingRow[] => {
    const block = LAYER.exec(path)?.[1];
    if (block === undefined) return [{ path, a: left.get(path), b: right.get(path) }];
    if (done.has(block)) return [];
    done.add(block);
    return layerRows(block, layersA.get(block) ?? [], layersB.get(block) ?? []);
  });
}

function layersIn(settings: Settings): ReadonlyMap<string, readonly Setting[]> {
  const layers = new Map<string, Setting[]>();
  for (const [path, setting] of settings) {
    const block = LAYER.exec(path)?.[1];
    if (block === undefined) continue;
    const known = layers.get(block);
    if (known) known.push(setting);
    else layers.set(block, [setting]);
  }
  return layers;
}

// A layer that moved because of others has both numbers: `model M.layer 2 → 3`. Two layers with one number that are not the same one name their side.
function layerRows(block: string, a: readonly Setting[], b: readonly Setting[]): SettingRow[] {
  const aligned = alignLists(a.map(layerOf), b.map(layerOf), {
    same: (x, y) => x.meaning === y.meaning,
    alike: (x, y) => x.kind === y.kind,
  });
  const alone = new Set(aligned.flatMap(({ a: i, b: j }) => (i !== undefined && j === undefined ? [i] : [])));
  return aligned.map(({ a: i, b: j }) => {
    const [x, y] = [i === undefined ? undefined : a[i], j === undefined ? undefined : b[j]];
    if (i !== undefined && j !== undefined)
      return { path: `${block}${i === j ? i + 1 : `${i + 1} → ${j + 1}`}`, a: x, b: y };
    const side = i === undefined && j !== undefined && alone.has(j) ? ' of B' : '';
    return { path: `${block}${(i ?? j ?? 0) + 1}${side}`, a: x, b: y };
  });
}

// Each layer is compared with many others.
const layerOf = ({ meaning }: Setting) => ({ meaning, kind: /^\S*/.exec(meaning)?.[0] });

/** Whether a spec has imports that are not known. */
export const hasUnknownImports = ({ tree, imports }: WholeSpec): boolean => !imports && importsOf(tree).length > 0;

const isImported = ({ item }: Items[number]): boolean =>
  item.kind === 'block' && (item.keyword === 'model' || item.keyword === 'dataset');

// An import adds the models and datasets of a file.
const mergedItems = ({ tree, imports = [] }: WholeSpec, areKnown: boolean): Items => [
  ...(areKnown ? tree.items.filter(({ item }) => item.kind !== 'import') : tree.items),
  ...imports.flatMap(({ items }) => items.filter(isImported)),
];

// Whether an import may define a path that the spec itself does not have. A block that the spec declares is complete.
function importable(spec: WholeSpec): (path: string) => boolean {
  if (!hasUnknownImports(spec)) return () => false;
  const blockOf = (path: string): string => path.replace(/\..*$/s, '');
  const own = new Set([...settingsOf(spec.tree).keys()].map(blockOf));
  return path => /^(?:model|dataset) /.test(path) && !own.has(blockOf(path));
}

const SWEEP = 'sweep.';

// The last axis of a sweep varies fastest, so the order of the axes decides which combination is the first, the second and so on.
function axisOrder(a: ReadonlyMap<string, Setting>, b: ReadonlyMap<string, Setting>): SettingPair[] {
  const axes = (settings: typeof a, others: typeof a): string =>
    [...settings.keys()]
      .filter(path => path.startsWith(SWEEP) && others.has(path))
      .map(path => path.slice(SWEEP.length))
      .join(', ');
  const [left, right] = [axes(a, b), axes(b, a)];
  return left === right ? [] : [{ path: 'sweep (order of axes)', a: left, b: right, equal: false }];
}
