// A spec as a flat list of settings by path (`train.optimizer.lr`, `dataset Houses.split`), for comparing two versions.
import { byCodePoint } from '../../text/printJson';
import { documentedDefault } from '../catalogue';
import type { Argument, Block, SyntaxTree, Value } from '../syntax/ast';
import { shownValue, valueMeaning } from '../syntax/valueSource';

/** The value of a setting: `meaning` for comparing, `shown` for people, without secrets. `isDefault`: leaving the key out means the same. */
export interface Setting {
  readonly meaning: string;
  readonly shown: string;
  readonly isDefault?: boolean;
}

const IMPORTED: Setting = { meaning: 'imported', shown: 'imported' };
const EMPTY: Setting = { meaning: 'empty', shown: 'empty' };

/** The items of one or several files. */
export type Items = SyntaxTree['items'];

/** Settings by path, in text order. Comments, blanks and the order of blocks are not settings. A repeated path gets a number. */
export const settingsOf = (tree: SyntaxTree): Map<string, Setting> => settingsIn(tree.items);

/** The same for items. */
export function settingsIn(items: Items): Map<string, Setting> {
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
