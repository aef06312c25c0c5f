// A spec as a flat list of settings by path (`train.optimizer.lr`, `dataset Houses.split`), for comparing two versions.
import { byCodePoint } from '../../text/printJson';
import { documentedDefault } from '../catalogue';
import { importsOf } from '../names/compose';
import type { Argument, Block, SyntaxTree, Value } from '../syntax/ast';
import { shownValue, valueMeaning } from '../syntax/valueSource';

/** The value of a setting: `meaning` for comparing, `shown` for people, without secrets. `isDefault`: leaving the key out means the same. */
interface Setting {
  readonly meaning: string;
  readonly shown: string;
  readonly isDefault?: boolean;
}

const IMPORTED: Setting = { meaning: 'imported', shown: 'imported' };
const EMPTY: Setting = { meaning: 'empty', shown: 'empty' };

type Items = SyntaxTree['items'];

/** Settings by path, in text order. Comments, blanks and the order of blocks are not settings. A repeated path gets a number. */
export const settingsOf = (tree: SyntaxTree): Map<string, Setting> => settingsIn(tree.items);

function settingsIn(items: Items): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  const counts = new Map<string, number>();
  const add = (path: string, value: Setting): void => {
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    // A repeated key may contradict the first one, so its absence does not mean the default.
    if (count === 1) settings.set(path, value);
    else settings.set(`${path} (${count})`, { ...value, isDefault: false });
  };
  for (const { item } of items) {
    if (item.kind === 'import' && item.path) add(`import ${item.path.value}`, IMPORTED);
    if (item.kind === 'block') for (const [path, value] of blockSettings(item)) add(path, value);
  }
  return settings;
}

type NamedSetting = [path: string, value: Setting];

/** A longer path is that of one setting with everything below it: many paths that repeat a long name would take the square of the text. */
const MAX_PATH = 1000;

function blockSettings(block: Block): NamedSetting[] {
  const head = [block.keyword ?? block.header.text, ...(block.name ? [block.name.text] : [])].join(' ');
  if (head.length > MAX_PATH) return [[head, asOne(settingsBelow(block, ''))]];
  const settings = settingsBelow(block, head);
  // The block itself is a setting where nothing else shows that it exists.
  return settings.every(([, { isDefault }]) => isDefault) ? [[head, EMPTY], ...settings] : settings;
}

// In the order of their paths, because the order of keys is not a setting.
function asOne(settings: NamedSetting[]): Setting {
  const sorted = settings.sort(([a], [b]) => byCodePoint(a, b));
  return {
    meaning: JSON.stringify(sorted.map(([path, { meaning }]) => [path, meaning])),
    shown: sorted.map(([path, { shown }]) => `${path.slice(1)} = ${shown}`).join(', '),
  };
}

function settingsBelow(block: Block, head: string): NamedSetting[] {
  const entries = block.entries.flatMap(({ key, value }): NamedSetting[] => {
    const path = `${head}.${key.text}`;
    if (!value) return [];
    return isDefault(block, key.text, value)
      ? [[path, { ...setting(print => print(value)), isDefault: true }]]
      : valueSettings(path, value);
  });
  const layers = block.layers.map(({ name, args }, i): NamedSetting => {
    const text = (print: Print): string => [name.text, ...args.map(arg => layerArgument(arg, print))].join(' ');
    return [`${head}.layer ${i + 1}`, setting(text)];
  });
  return [...entries, ...layers];
}

/** Whether leaving a key of a block out means the same as this value. */
export function isDefault({ keyword }: Block, key: string, value: Value): boolean {
  const text = keyword && documentedDefault(keyword, key);
  if (text === undefined) return false;
  return value.kind === 'float' ? value.number === Number(text) : valueMeaning(value) === text;
}

type Print = (value: Value) => string;

const setting = (text: (print: Print) => string): Setting => ({ meaning: text(valueMeaning), shown: text(shownValue) });

const layerArgument = ({ key, value }: Argument, print: Print): string => (key ? `${key.text}=` : '') + print(value);

// A call with named arguments gives one setting for its name and one for each argument.
function valueSettings(path: string, value: Value): NamedSetting[] {
  if (value.kind !== 'call' || path.length > MAX_PATH || value.args.some(a => !a.key))
    return [[path, setting(print => print(value))]];
  const inner = value.args.map(
    ({ key, value: v }): NamedSetting => [`${path}.${key?.text}`, setting(print => print(v))],
  );
  // A call is not a name, also without arguments.
  return [[path, setting(() => `${value.callee.text}()`)], ...inner];
}

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
  const paired = [...new Set([...left.keys(), ...right.keys()])].map((path): SettingPair => {
    const [x, y] = [left.get(path), right.get(path)];
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
